import { CliError } from './cli-error.ts'
import { printable } from './text.ts'

/**
 * An address that somebody gave and that may be asked: `https://`, or `http://` for a server on this machine, so that nothing
 * is read or sent in the clear.
 * @param name what gave it, for the message, such as `--ledger` or `GITHUB_API_URL`.
 * @throws CliError 2 for anything else, for one with a user or a password, and for a port that belongs to another protocol: it is never asked.
 */
export function webAddress(given: string, name: string): URL {
  const url = URL.parse(given)
  const said = `${name} is "${printable(given)}"`
  if (url === null) throw new CliError(`${said}: that is no address. Give one that begins with https://.`)
  if (url.username !== '' || url.password !== '')
    throw new CliError(`${said}: a user or a password is never sent. Leave out all before the @.`)
  const isHere = url.protocol === 'http:' && isLocal(url)
  if (url.protocol !== 'https:' && !isHere)
    throw new CliError(`${said}: it can be changed on its way here. Use https://.`)
  if (BLOCKED.has(Number(url.port)))
    throw new CliError(`${said}: no web server may use port ${url.port}. Check the port.`)
  return url
}

/** True for an address of this machine. */
export function isLocal({ hostname }: URL): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}

/** Ports of other protocols, which `fetch` refuses: https://fetch.spec.whatwg.org/#port-blocking. */
const BLOCKED: ReadonlySet<number> = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])
