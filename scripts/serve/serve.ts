import { createReadStream, existsSync, realpathSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, resolve, sep } from 'node:path'
import { CliError } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'

export interface ServeOptions {
  /** Folder of a built site. */
  folder: string
  /** Path the site was built for: starts and ends with `/`. */
  base: string
  /** 0 takes any free port. */
  port: number
}

export interface Serving {
  /** Address of the start page. */
  url: string
  close(): Promise<void>
}

/**
 * Serves a built site on this machine only, as GitHub Pages would: exact case, `404.html`, a redirect for a
 * folder without its slash. What a build replaces meanwhile is served as it is now.
 * @throws CliError 2 when the folder holds no site or the port cannot be taken.
 */
export async function serve({ folder, base, port }: ServeOptions): Promise<Serving> {
  if (!existsSync(join(folder, 'index.html')))
    throw new CliError(`${printable(folder)} holds no built site. Build it first: npm run build`)
  const root = resolve(folder)
  const server = createServer((request, response) => respond(root, base, request, response))
  const taken = await listen(server, port)
  return { url: `http://localhost:${taken}${base}`, close: () => close(server) }
}

/**
 * Resolves when the port can be taken on this machine: better to hear it before a long build than after it.
 * @throws CliError 2 that names the remedy when it cannot.
 */
export async function requireFreePort(port: number): Promise<void> {
  const probe = createServer()
  await listen(probe, port)
  await close(probe)
}

/** What a request is answered with: a file below the folder, a better address, or nothing. */
export type Route = { kind: 'file'; path: string } | { kind: 'redirect'; to: string } | { kind: 'none' }

/**
 * Finds what stands at `path` (as in the request, still percent-encoded) of a site below `base`. Names are compared
 * letter for letter, also on file systems that ignore case; no link is followed, and nothing outside the site is named.
 */
export function routeOf(root: string, base: string, path: string): Route {
  if (`${path}/` === base) return { kind: 'redirect', to: base }
  const name = path.startsWith(base) ? decode(path.slice(base.length)) : null
  if (name === null) return { kind: 'none' }
  if (name === '' || name.endsWith('/')) return fileAt(root, `${name}index.html`)
  if (isFile(root, `${name}/index.html`)) return { kind: 'redirect', to: `${path}/` }
  return fileAt(root, name)
}

function fileAt(root: string, name: string): Route {
  return isFile(root, name) ? { kind: 'file', path: name } : { kind: 'none' }
}

/** A name that is spelled otherwise on the disk, leads up or passes a link has another real path than its own. */
function isFile(root: string, name: string): boolean {
  try {
    const path = realpathSync.native(root) + sep + name.replaceAll('/', sep)
    return realpathSync.native(path) === path && statSync(path).isFile()
  } catch {
    return false
  }
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

function respond(root: string, base: string, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end()
    return
  }
  const { pathname, search } = URL.parse(request.url ?? '/', 'http://localhost') ?? {
    pathname: '',
    search: '',
  }
  const route = routeOf(root, base, pathname)
  if (route.kind === 'redirect') response.writeHead(301, { location: `${route.to}${search}` }).end()
  else if (route.kind === 'file') send(root, route.path, 200, request, response)
  else if (isFile(root, '404.html')) send(root, '404.html', 404, request, response)
  else response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n')
}

function send(
  root: string,
  name: string,
  status: number,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const path = join(root, name)
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(status, {
    'cache-control': 'no-cache',
    'content-length': size,
    'content-type': mediaType(name),
    'x-content-type-options': 'nosniff',
  })
  if (request.method === 'HEAD') response.end()
  else
    createReadStream(path)
      .on('error', () => response.destroy())
      .pipe(response)
}

/** Media type by the ending of a file's name; bytes without meaning when the ending is unknown. */
export function mediaType(path: string): string {
  return TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream'
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.ics': 'text/calendar; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.ndjson': 'application/x-ndjson; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${error.code})`
      const other = port < 1024 || port === 65_535 ? 4321 : port + 1
      fail(new CliError(`Port ${port} ${reason}. Choose another, such as --port ${other}.`))
    })
    server.listen(port, 'localhost', () => done((server.address() as AddressInfo).port))
  })
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((done, fail) => server.close((error) => (error ? fail(error) : done())))
}
