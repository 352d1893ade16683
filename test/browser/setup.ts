import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { serve } from '#serve/serve.ts'
import { type Chromium, chooseChromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the served site's start page. */
    site: string
    /** Folder of the built site, and of what was collected for it. */
    dist: string
    content: string
    chromium: Chromium
  }
}

const BASE = '/catalog/'
const content = resolve('.cache/test/content')
const dist = resolve('.cache/test/site')

/** Chooses a browser, builds the sample's site once, below a base path as on GitHub Pages, and serves it for all tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('chromium', await chooseChromium(process.env))
  run('scripts/check/collect-sample.ts')
  run('scripts/build.ts', '--content', content, '--authored', 'test/sample', '--out', dist, '--base', BASE)
  const site = await serve({ folder: dist, base: BASE, port: 0 })
  project.provide('site', site.url)
  project.provide('dist', dist)
  project.provide('content', content)
  return () => site.close()
}

function run(...script: string[]): void {
  try {
    execFileSync(process.execPath, script, { encoding: 'utf8', stdio: 'pipe', maxBuffer: 64 * 1024 * 1024 })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`node ${script.join(' ')} failed:\n${stdout}${stderr}`)
  }
}
