import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { extract } from 'tar'

/** A browser to start: its program, and what it needs in its environment. */
export interface Chromium {
  path: string
  env: Record<string, string>
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']
const ON_MACOS = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/**
 * The Chromium of the tests: the one that `CHROMIUM` names, else one that is installed, else the one that a
 * development package brings, unpacked below `cache`. That one runs on Linux on x86-64; elsewhere this throws.
 */
export async function chooseChromium(
  env: Readonly<Record<string, string | undefined>>,
  machine = `${process.platform}-${process.arch}`,
  cache = resolve('.cache'),
): Promise<Chromium> {
  const named = env['CHROMIUM']
  if (named && !existsSync(named)) throw new Error(`CHROMIUM names ${named}, which does not exist.`)
  const path = named || installed(env['PATH'] ?? '', machine)
  if (path) return { path, env: {} }
  if (machine === 'linux-x64') return unpacked(cache)
  throw new Error(
    `No Chromium found, and npm installs none that runs on ${machine}. Install Chromium or Google Chrome, or name one: CHROMIUM=/path/to/it`,
  )
}

function installed(path: string, machine: string): string | undefined {
  const folders = path.split(delimiter).filter(Boolean)
  const places = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...places, ...(machine.startsWith('darwin') ? [ON_MACOS] : [])].find((place) => existsSync(place))
}

/** Unpacks each version of the package once. Only a whole folder gets the name that is looked for. */
async function unpacked(cache: string): Promise<Chromium> {
  const home = resolve('node_modules/@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const folder = join(cache, `chromium-${version}`)
  if (!existsSync(folder)) {
    await mkdir(cache, { recursive: true })
    const partial = await mkdtemp(`${folder}.`)
    await unpack(join(home, 'bin'), partial, folder)
    // Another run may have been faster.
    await rename(partial, folder).catch(() => rm(partial, { recursive: true }))
  }
  const env = { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') }
  return { path: join(folder, 'chromium'), env }
}

/** The program, the libraries and the font that a bare machine lacks, and where its final place keeps that font. */
async function unpack(packed: string, to: string, place: string): Promise<void> {
  const open = (name: string) => createReadStream(join(packed, name))
  const program = createWriteStream(join(to, 'chromium'), { mode: 0o755 })
  await pipeline(open('chromium.br'), createBrotliDecompress(), program)
  await pipeline(open('al2023.tar.br'), createBrotliDecompress(), extract({ cwd: to }))
  await pipeline(open('fonts.tar.br'), createBrotliDecompress(), extract({ cwd: to }))
  const [fonts, cache] = [join(place, 'fonts'), join(place, 'fonts-cache')]
  await writeFile(
    join(to, 'fonts.conf'),
    `<fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir></fontconfig>\n`,
  )
}
