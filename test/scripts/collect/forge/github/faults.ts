import type { ServerResponse } from 'node:http'
import type { GithubServer } from './server.ts'

/** Something that goes wrong with requests whose `host path` fits, so many times. */
export type CliError = {
  at: RegExp
  times: number
  act: (response: ServerResponse, serve: () => void, server: GithubServer) => void
}

const ALWAYS = Number.POSITIVE_INFINITY

/** Answers with a status, and whatever headers and message belong to it. */
export function status(code: number, headers: Record<string, string> = {}, message = 'No') {
  return (response: ServerResponse) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify({ message, documentation_url: 'https://docs.github.com' }))
  }
}

/** GitHub's answer to one who asks too fast. */
export const tooFast = (code: number, seconds: string) =>
  status(code, { 'retry-after': seconds }, 'You have exceeded a secondary rate limit. Please wait.')

/** GitHub's answer to one who has used up the hour. @param reset seconds since 1970. */
export const usedUp = (reset: number) =>
  status(
    403,
    { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${reset}` },
    'API rate limit exceeded for 203.0.113.1.',
  )

/** Ends the connection without a word. */
export function reset(response: ServerResponse): void {
  response.socket?.destroy()
}

/** Announces a body and ends the connection in the middle of it. */
export function cut(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 })
  response.write('[{"id":')
  setTimeout(() => response.socket?.destroy(), 5)
}

/** A byte now and then, without end. */
export function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const timer = setInterval(() => response.write(' '), 50)
  response.on('close', () => clearInterval(timer))
}

/** A body of another text than the one that was asked for. */
export function text(body: string) {
  return (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(body)
  }
}

/** A body of these bytes. */
export function raw(body: Buffer) {
  return (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(body)
  }
}

/** A pointer to an address. */
export function redirect(location: string) {
  return (response: ServerResponse) => {
    response.writeHead(302, { location }).end()
  }
}

/** A pointer to the same path and port under another name, which makes it another host. */
export function redirectTo(name: string) {
  return (response: ServerResponse) => {
    const { host = '' } = response.req.headers
    redirect(`http://${host.replace(/^[^:]+/, name)}${response.req.url}`)(response)
  }
}

/** More bytes than anybody should read; whoever reads on gets all of them. */
export function huge(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const chunk = Buffer.alloc(1 << 20, ' ')
  let left = 200
  const more = () => {
    while (left > 0) {
      left -= 1
      if (!response.write(chunk)) return response.once('drain', more)
    }
    return response.end()
  }
  more()
}

export function once(at: RegExp, act: CliError['act']): CliError {
  return { at, times: 1, act }
}

export function twice(at: RegExp, act: CliError['act']): CliError {
  return { at, times: 2, act }
}

export function always(at: RegExp, act: CliError['act']): CliError {
  return { at, times: ALWAYS, act }
}
