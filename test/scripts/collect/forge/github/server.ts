import { hash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CliError } from './faults.ts'
import {
  artifactRecord,
  attestationsRecord,
  pullRecord,
  releaseRecord,
  reviewRecord,
  runRecord,
  tagRecord,
  type World,
} from './world.ts'

/** A request as it came in. */
export type Asked = {
  host: 'api' | 'storage'
  url: string
  authorization: string | undefined
  ifNoneMatch: string | undefined
  status: number
}

/** A GitHub on this machine: an API, and a storage on another port that holds the bytes. */
export type GithubServer = {
  origin: string
  world: World
  /** What goes wrong; the first that fits a request acts. */
  faults: CliError[]
  asked: Asked[]
  close: () => Promise<void>
}

/** Items on a page of a list, so that a few make several pages. */
const PAGE = 2

export async function startGithub(world: World): Promise<GithubServer> {
  const storage = await listen((request, response) => answer('storage', request, response))
  const api = await listen((request, response) => answer('api', request, response))
  const server: GithubServer = {
    origin: api.origin,
    world,
    faults: [],
    asked: [],
    close: async () => {
      await Promise.all([api.close(), storage.close()])
    },
  }
  const answer = (host: Asked['host'], request: IncomingMessage, response: ServerResponse) => {
    const url = request.url ?? ''
    const { authorization, 'if-none-match': ifNoneMatch } = request.headers
    const asked = { host, url, authorization, ifNoneMatch, status: 0 }
    server.asked.push(asked)
    response.on('close', () => {
      asked.status = response.statusCode
    })
    const fault = server.faults.find(({ at, times }) => times > 0 && at.test(`${host} ${url}`))
    if (fault) fault.times -= 1
    const serve = () =>
      host === 'api' ? serveApi(server, storage.origin, request, response) : serveBytes(server, url, response)
    if (fault) fault.act(response, serve, server)
    else serve()
  }
  return server
}

async function listen(act: (request: IncomingMessage, response: ServerResponse) => void) {
  const server: Server = createServer(act)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { origin: `http://127.0.0.1:${port}`, close }
}

type Route = (server: GithubServer, match: string[], storage: string, query: URLSearchParams) => unknown

/** What is a list is served in pages; `pointer` is where the bytes are. */
const ROUTES: readonly (readonly [RegExp, Route])[] = [
  [/^releases$/, ({ origin, world }) => world.releases.map((each, n) => releaseRecord(origin, each, n + 1))],
  [/^releases\/assets\/(\d+)$/, (_, [id], storage) => ({ pointer: `${storage}/asset/${id}` })],
  [
    /^actions\/runs$/,
    ({ origin, world }, _, __, query) => ({
      workflow_runs: world.runs
        .filter(({ commit }) => commit === (query.get('head_sha') ?? commit))
        .sort((a, b) => b.id - a.id)
        .map((run) => runRecord(origin, run)),
    }),
  ],
  [
    /^actions\/runs\/(\d+)$/,
    ({ origin, world }, [id]) =>
      world.runs.flatMap((run) => (`${run.id}` === id ? [{ one: runRecord(origin, run) }] : []))[0],
  ],
  [
    /^actions\/runs\/(\d+)\/artifacts$/,
    ({ origin, world }, [id]) => {
      const run = world.runs.find((each) => `${each.id}` === id)
      return (
        run && {
          artifacts: run.artifacts.map((each, n) => artifactRecord(origin, each, run.id * 100 + n, run)),
        }
      )
    },
  ],
  [/^actions\/artifacts\/(\d+)\/zip$/, (_, [id], storage) => ({ pointer: `${storage}/artifact/${id}` })],
  [
    /^pulls$/,
    ({ world }) => world.pulls.map(pullRecord).sort((a, b) => (a.updated_at > b.updated_at ? -1 : 1)),
  ],
  [
    /^pulls\/(\d+)$/,
    ({ world }, [n]) =>
      world.pulls.flatMap((pull) => (`${pull.number}` === n ? [{ one: pullRecord(pull) }] : []))[0],
  ],
  [
    /^pulls\/(\d+)\/reviews$/,
    ({ world }, [n]) =>
      world.pulls
        .find((pull) => `${pull.number}` === n)
        ?.reviews.map((each, k) => reviewRecord(each, k, Number(n))),
  ],
  [
    /^git\/tags\/([0-9a-f]+)$/,
    ({ origin, world }, [sha = '']) => world.tags[sha] && { one: tagRecord(origin, sha, world.tags[sha]) },
  ],
  [
    /^attestations\/sha256(?::|%3A)([0-9a-f]+)$/,
    ({ world }, [sha = ''], storage) =>
      world.attestations[sha] && { one: attestationsRecord(storage, sha, world.attestations[sha]) },
  ],
]

function serveApi(
  server: GithubServer,
  storage: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const url = new URL(request.url ?? '', server.origin)
  const path = url.pathname.replace(/^\/(repos\/owner\/product|repositories\/1)\//, '')
  const [pattern, route] = ROUTES.find(([each]) => each.test(path)) ?? []
  const found = pattern && route?.(server, path.match(pattern)?.slice(1) ?? [], storage, url.searchParams)
  if (!found) return void sendJson(request, response, { message: 'Not Found', documentation_url: '' }, 404)
  if (typeof found !== 'object') return
  if ('pointer' in found) return void response.writeHead(302, { location: String(found.pointer) }).end()
  if ('one' in found) return void sendJson(request, response, found.one)
  // Some lists stand in a member of their own, beside how many there are.
  const [member] = ['artifacts', 'workflow_runs'].filter((name) => name in found)
  const list = (member ? (found as Record<string, unknown>)[member] : found) as unknown[]
  const page = Number(url.searchParams.get('page') ?? 1)
  const items = list.slice((page - 1) * PAGE, page * PAGE)
  // GitHub's own pointers name the repository by its number.
  url.searchParams.set('page', `${page + 1}`)
  const next = `<${server.origin}/repositories/1/${path}?${url.searchParams}>; rel="next"`
  const link = list.length > page * PAGE ? { link: next } : {}
  const body = member ? { total_count: list.length, [member]: items } : items
  sendJson(request, response, body, 200, link)
}

function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  value: unknown,
  status = 200,
  headers = {},
) {
  const body = Buffer.from(JSON.stringify(value))
  const etag = `"${hash('sha256', body).slice(0, 20)}"`
  const all = { 'content-type': 'application/json; charset=utf-8', etag, ...headers }
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, all).end()
  response.writeHead(status, { ...all, 'content-length': body.length }).end(body)
}

function serveBytes({ world }: GithubServer, url: string, response: ServerResponse): void {
  const [, subject = '', place] = url.match(/^\/bundle\/sha256:([0-9a-f]+)\/(\d+)\?sig=\d+$/) ?? []
  const bundle = world.attestations[subject]?.[Number(place)]
  if (bundle && 'packed' in bundle)
    return void response.writeHead(200, { 'content-type': 'application/x-snappy' }).end(bundle.packed)
  const [, kind, id] = url.match(/^\/(asset|artifact)\/(\d+)$/) ?? []
  const [owner, n] = [Math.floor(Number(id) / 100), Number(id) % 100]
  const asset = world.releases[owner - 1]?.assets[n]?.bytes
  const zip = world.runs.find((run) => run.id === owner)?.artifacts[n]
  const bytes = kind === 'asset' ? asset : zip?.zip
  if (bytes === undefined) return void response.writeHead(404).end()
  if (kind === 'artifact' && zip?.expired) return void response.writeHead(410).end()
  response.writeHead(200, { 'content-length': bytes.length, 'content-type': 'application/json' }).end(bytes)
}
