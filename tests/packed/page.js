import { hashes } from "./training.js";

try {
  const found = await hashes();
  document.title = [...new Set(Object.values(found))].join(" ");
} catch (error) {
  document.title = String(error);
}
