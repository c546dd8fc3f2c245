// what a page that trains a network on the cpu backend ships
export * from "@deltarule/backend-cpu";
export * from "@deltarule/core";
