import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readInput } from '#lib/files.ts'
import { HttpsUrl } from '#model/primitives.ts'

/**
 * Where a clone says that it came from; null where it does not say, as of a repository that was never cloned. git's own
 * reader would also follow what the configuration includes, which nobody here asked for.
 */
export function originOf(gitDirectory: string): string | null {
  const file = join(gitDirectory, 'config')
  if (!existsSync(file)) return null
  const bytes = readInput(file)
  if (bytes.length > LARGEST) return null
  const [, section = ''] = /^[ \t]*\[remote "origin"\][ \t]*$([^[]*)/m.exec(bytes.toString('utf8')) ?? []
  return /^[ \t]*url[ \t]*=[ \t]*"?([^"\s]{1,1000})"?[ \t]*$/m.exec(section)?.[1] ?? null
}

const LARGEST = 1_000_000

/**
 * The page of a repository for an address that git uses: `https://`, `ssh://` or `git@host:path`, without who reads it.
 * Null for a path, and for a host that no page can stand at.
 */
export function repositoryPage(address: string): string | null {
  const [, host, path] =
    /^(?:https:\/\/|ssh:\/\/)(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(.+)$/.exec(address) ??
    /^[^@/:]+@([^/:]+):(?!\/)(.+)$/.exec(address) ??
    []
  if (host === undefined || path === undefined) return null
  const page = HttpsUrl.safeParse(
    `https://${host}/${path
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .replace(/\.git$/, '')}`,
  )
  return page.success ? page.data : null
}
