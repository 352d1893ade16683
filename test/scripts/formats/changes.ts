/** One thing done to a document of a format. */
export type Change = (document: object) => void

/** Sets what stands at a path such as `runs.0.results`, or whether it is there at all. */
export function set(path: string, value: unknown): Change {
  return (document) => {
    const { holder, key } = place(document, path)
    holder[key] = value
  }
}

/** Takes out what stands at a path. */
export function drop(path: string): Change {
  return (document) => {
    const { holder, key } = place(document, path)
    if (Array.isArray(holder)) holder.splice(Number(key), 1)
    else delete holder[key]
  }
}

/** Adds an entry to the list at a path. */
export function add(path: string, value: unknown): Change {
  return (document) => {
    const { holder, key } = place(document, path)
    holder[key] = [...(holder[key] as unknown[]), value]
  }
}

function place(document: object, path: string): { holder: Record<string, unknown>; key: string } {
  const keys = path.split('.').map((key) => key.replaceAll('~', '.'))
  const holder = keys.slice(0, -1).reduce<object>((inner, key) => Reflect.get(inner, key), document)
  return { holder: holder as Record<string, unknown>, key: keys.at(-1) ?? '' }
}
