import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { launch } from './browser.ts'
import { chooseChromium } from './chromium.ts'

const folder = mkdtempSync(join(tmpdir(), 'catalog-chromium-'))
const program = join(folder, 'chromium-browser')
writeFileSync(program, '')
chmodSync(program, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the browser of the tests', () => {
  test('is the one named by the variable', async () => {
    const named = await chooseChromium({ CHROMIUM: process.execPath, PATH: folder })
    expect(named).toEqual({ path: process.execPath, env: {} })
    await expect(chooseChromium({ CHROMIUM: '/none', PATH: folder })).rejects.toThrow('CHROMIUM names /none')
  })

  test('is an installed one if none is named', async () => {
    const PATH = ['/nowhere', folder].join(delimiter)
    expect(await chooseChromium({ PATH })).toEqual({ path: program, env: {} })
  })

  test('is reported missing if the npm package holds none that runs', async () => {
    await expect(chooseChromium({ PATH: '/nowhere' }, 'linux-arm64')).rejects.toThrow('CHROMIUM=/path/to/it')
  })

  test.runIf(process.platform === 'linux' && process.arch === 'x64')(
    'is the one from the npm package otherwise, with a font and its libraries',
    async () => {
      const chosen = await chooseChromium({ PATH: '/nowhere', CHROMIUM: '' })
      expect(chosen.path).toMatch(/\.cache\/chromium-[\d.]+\/chromium$/)
      const browser = await launch(chosen)
      const page = await browser.newPage()
      await page.setContent('<span>Released</span>')
      expect(await page.innerText('span')).toBe('Released')
      expect((await page.locator('span').boundingBox())?.width).toBeGreaterThan(40)
      await browser.close()
    },
  )
})
