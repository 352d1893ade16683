import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CliError, isSystemError, messageOf } from '#lib/cli-error.ts'
import { readPlain } from '#lib/files.ts'
import { printable } from '#lib/text.ts'
import { webAddress } from '#lib/web-address.ts'

/** True for an address that can be read: https, or http on this machine. A path is none. */
export function isAddress(place: string): boolean {
  return /^https?:\/\//i.test(place)
}

/** The place of a file beside a ledger: content folders and the API lay out what belongs to it in the same way. */
export function besideLedger(ledger: string, path: string): string {
  return isAddress(ledger) ? new URL(encodeURI(path), ledger).href : join(dirname(ledger), path)
}

/**
 * The bytes at a path or address; null when nothing is there (no such file; 404 or 410).
 * @param largest number of bytes to take at most.
 * @throws CliError 2 for an address that is not https, leads to another host or gives too much, 75 when a server does not answer as it should.
 */
export async function readPlace(place: string, largest: number): Promise<Buffer | null> {
  return isAddress(place) ? fetchBytes(place, largest) : readFile(place, largest)
}

function readFile(path: string, largest: number): Buffer | null {
  if (!existsSync(path)) return null
  try {
    if (statSync(path).size > largest) throw tooMuch(path, largest)
    return readPlain(path)
  } catch (error) {
    if (isSystemError(error, 'EISDIR')) throw new CliError(`${printable(path)} is a folder, not a file.`)
    throw error
  }
}

const PATIENCE_MILLISECONDS = 60_000

async function fetchBytes(address: string, largest: number): Promise<Buffer | null> {
  const url = webAddress(address, 'The ledger')
  try {
    const answer = await follow(url, AbortSignal.timeout(PATIENCE_MILLISECONDS))
    if (answer.status === 404 || answer.status === 410) return null
    if (!answer.ok)
      throw new CliError(`${printable(url.href)} answered ${answer.status}. Try again later.`, 75)
    return await bodyOf(answer, url.href, largest)
  } catch (error) {
    if (error instanceof CliError) throw error
    const cause = error instanceof Error && error.cause ? error.cause : error
    throw new CliError(
      `${printable(url.href)} cannot be read: ${printable(messageOf(cause))}. Try again later.`,
      75,
    )
  }
}

const MOST_REDIRECTS = 5

/**
 * Asks an address, and where it leads on the same host. Whoever could lead to another one, or out of https, could answer for
 * the host that was named.
 * @throws CliError 2 that names where it leads.
 */
async function follow(start: URL, signal: AbortSignal): Promise<Response> {
  let url = start
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const answer = await fetch(url, { signal, redirect: 'manual' })
    const location = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null
    if (location === null) return answer
    await answer.body?.cancel()
    const next = URL.parse(location, url)
    if (next === null || next.host !== start.host || next.protocol !== start.protocol)
      throw new CliError(
        `${printable(url.href)} leads to ${printable(next?.href ?? location)}, which is not the host that was named. If you trust that one, name it instead.`,
      )
    url = next
  }
  throw new CliError(`${printable(start.href)} leads from one address to the next without an end.`)
}

/** Stops reading as soon as it is too much, whatever the server said about the length. */
async function bodyOf(answer: Response, place: string, largest: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    size += chunk.length
    if (size > largest) throw tooMuch(place, largest)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function tooMuch(place: string, largest: number): CliError {
  return new CliError(`${printable(place)} is larger than ${largest} bytes, which is more than it can be.`)
}
