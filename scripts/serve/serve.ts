import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { answer, listFiles, mediaType } from './files.ts'

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
 * folder without its slash. Rejects when the folder holds no site or the port is taken.
 */
export async function serve({ folder, base, port }: ServeOptions): Promise<Serving> {
  const root = resolve(folder)
  if (!existsSync(join(root, 'index.html')))
    throw new Error(`${folder} holds no built site. Build it first: npm run build`)
  const files = listFiles(root)
  const server = createServer((request, response) => respond(root, files, base, request, response))
  const taken = await listen(server, port)
  return { url: `http://localhost:${taken}${base}`, close: () => close(server) }
}

function respond(
  root: string,
  files: ReadonlySet<string>,
  base: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end()
    return
  }
  const { pathname, search } = URL.parse(request.url ?? '/', 'http://localhost') ?? {
    pathname: '',
    search: '',
  }
  const found = answer(files, base, pathname)
  if (found.kind === 'redirect') response.writeHead(301, { location: `${found.to}${search}` }).end()
  else if (found.kind === 'file') send(root, found.path, 200, request, response)
  else if (files.has('404.html')) send(root, '404.html', 404, request, response)
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

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken. Choose another: --port NUMBER`
      fail(error.code === 'EADDRINUSE' ? new Error(taken) : error)
    })
    server.listen(port, 'localhost', () => done((server.address() as AddressInfo).port))
  })
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((done, fail) => server.close((error) => (error ? fail(error) : done())))
}
