/** "./mine.js", "../mine.js", "/home/me/mine.js" or "C:\\mine.js": a file, where anything else is a package. */
export const isPath = (specifier: string): boolean => /^(\.{1,2}[\\/]|[\\/]|[A-Za-z]:[\\/])/.test(specifier);
