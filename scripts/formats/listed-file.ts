/** A file and the digest that a list gives for it. `path` as the list writes it, relative, with forward slashes. */
export type ListedFile = { path: string; sha256: string }
