import { CliError } from '#lib/cli-error.ts'
import { isLocal, webAddress } from '#lib/web-address.ts'
import type { GithubConfiguration } from '#model/github.ts'
import type { Configuration } from '../../configuration/configuration.ts'

/** Which repository of which GitHub is asked, and how patiently. */
export type GithubSettings = Pick<GithubConfiguration, 'read' | 'patience'> & {
  /** Address of the API, without a slash at its end. */
  api: string
  owner: string
  name: string
  /** Sent to the API and nowhere else; null asks as anybody. */
  token: string | null
  /** Milliseconds of a second of `patience`: 1000 but for tests against a server on this machine. */
  second: number
}

/**
 * What GitHub is asked, from the configuration; null when it is not to be asked at all.
 * @param environment `GITHUB_TOKEN` and `GITHUB_API_URL` are taken from it; `CATALOG_TEST_SECOND` is how many milliseconds a
 *   second has for a test whose server is on this machine.
 * @throws CliError 2 for a repository that cannot be told, and for an address or a token that cannot be used.
 */
export function githubSettings(
  { catalog, repository }: Configuration,
  environment: NodeJS.ProcessEnv,
): GithubSettings | null {
  const github = catalog?.github
  if (github === undefined) return null
  const named = github.repository ?? slugOf(catalog?.repositoryUrl) ?? slugOf(repository)
  const [owner, name] = named?.split('/') ?? []
  if (owner === undefined || name === undefined) throw new CliError(NO_REPOSITORY)
  const { read, patience } = github
  const api = apiOf(environment)
  return { read, patience, api, owner, name, token: tokenOf(environment), second: secondOf(api, environment) }
}

const NO_REPOSITORY =
  'github: neither repositoryUrl nor repository is an address such as https://github.com/owner/name. Name the repository with github.repository: owner/name.'

/** `owner/name` of `https://github.com/owner/name.git`; null for anything else. */
function slugOf(address: string | undefined): string | null {
  const [, slug = null] = address?.match(/^(?:https|ssh):\/\/[^/]+\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/*$/) ?? []
  return slug
}

function apiOf(environment: NodeJS.ProcessEnv): string {
  const given = environment['GITHUB_API_URL'] || 'https://api.github.com'
  const url = webAddress(given, 'GITHUB_API_URL')
  if (url.username !== '' || url.search !== '' || url.hash !== '')
    throw new CliError(
      'GITHUB_API_URL holds more than an address and a path. Give it as GitHub documents it.',
    )
  return url.href.replace(/\/+$/, '')
}

/** Nobody shortens the patience with GitHub itself: it would only be asked too fast. */
function secondOf(api: string, environment: NodeJS.ProcessEnv): number {
  const given = Number(environment['CATALOG_TEST_SECOND'] ?? 1000)
  return isLocal(new URL(api)) && given >= 1 && given <= 1000 ? given : 1000
}

/** Never quoted: a token that cannot be sent is complained about without showing it. */
function tokenOf(environment: NodeJS.ProcessEnv): string | null {
  const token = environment['GITHUB_TOKEN']?.trim() ?? ''
  if (/^[\x21-\x7e]*$/.test(token)) return token || null
  throw new CliError('GITHUB_TOKEN holds characters that no token has. Copy it again, in one line.')
}
