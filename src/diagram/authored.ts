/** Title and description that an author wrote into a source, or what stands in for them. */
export function described(source: string, fallback: string): { title: string; description: string } {
  const title = TITLE.exec(source)?.[1]?.trim()
  const description = (DESCRIPTION.exec(source)?.slice(1) ?? []).find(Boolean)?.trim()
  return { title: title || fallback, description: description?.replaceAll(/\s+/g, ' ') ?? '' }
}

const TITLE = /^\s*accTitle\s*:\s*(.+)$/m
const DESCRIPTION = /^\s*accDescr\s*(?::\s*(.+)|\{([^}]*)\})$/m
