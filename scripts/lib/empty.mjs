// Stands for packages that mean something to a bundler and nothing to Node.
export {};
