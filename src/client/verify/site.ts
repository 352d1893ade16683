/** A published catalog, as far as a browser reads it: by paths below the site's base. */
export type PublishedSite = {
  /** The bytes of a file; null when there is none. */
  read: (path: string) => Promise<Uint8Array<ArrayBuffer> | null>
  /** SHA-256 in lower-case hex. */
  sha256: (bytes: Uint8Array<ArrayBuffer>) => Promise<string>
}

/** What stops a check before it begins, in words for the reader. */
export class NotCheckable extends Error {}

/** The site that a page stands on. @param base starts and ends with `/`. */
export function siteAt(base: string): PublishedSite {
  return { read: (path) => readFile(`${base}${path}`), sha256: digest }
}

async function readFile(address: string): Promise<Uint8Array<ArrayBuffer> | null> {
  // What a check compares has to be what is published now, whatever was kept before.
  const answer = await fetch(address, { cache: 'no-cache' }).catch(() => null)
  if (answer === null)
    throw new NotCheckable('This site does not answer. Check your connection, then verify again.')
  if (answer.status === 404) return null
  if (!answer.ok)
    throw new NotCheckable(`The site answered ${answer.status} for ${address}. Verify again later.`)
  return new Uint8Array(await answer.arrayBuffer())
}

/** SHA-256 of bytes in lower-case hex, by the browser's own cryptography. */
export async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!globalThis.crypto?.subtle)
    throw new NotCheckable(
      'This browser computes digests only on https pages. Open this site by https, or run the command below.',
    )
  const found = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...found].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const ENCODER = new TextEncoder()
const DECODER = new TextDecoder()

/** SHA-256 of a text's UTF-8 bytes. */
export function textDigest(site: PublishedSite, text: string): Promise<string> {
  return site.sha256(ENCODER.encode(text))
}

/** A file as UTF-8 text; null when there is none. */
export async function readTextOf(site: PublishedSite, path: string): Promise<string | null> {
  const bytes = await site.read(path)
  return bytes && DECODER.decode(bytes)
}

/** What a text of JSON says; null for what is none. */
export function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}
