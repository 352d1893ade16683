import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { DiagramOptions, RenderedDiagram } from '#diagram/render.ts'

const render = vi.fn<(source: string, options: DiagramOptions) => Promise<RenderedDiagram>>()
vi.mock('#diagram/render.ts', () => ({ render }))

const options = { title: 'Title', description: '' }
const picture: RenderedDiagram = { svg: '<svg/>', type: 'pie', width: 2, height: 1, hash: 'd4dc56669143034f' }
const scratch = mkdtempSync(join(tmpdir(), 'diagram-cache-'))
let folder: string
let count = 0

beforeEach(() => {
  folder = join(scratch, `${count++}`, 'not', 'yet', 'there')
  render.mockReset().mockResolvedValue(picture)
})
afterAll(() => rmSync(scratch, { recursive: true }))

/** The module as a new process has it. */
async function fresh() {
  vi.resetModules()
  return (await import('#diagram/files.ts')).drawCached
}

test('draws once, however often and wherever the same diagram is requested', async () => {
  const drawCached = await fresh()
  const both = await Promise.all([drawCached('pie', options, folder), drawCached('pie', options, folder)])
  expect([...both, await (await fresh())('pie', options, folder)]).toEqual([picture, picture, picture])
  expect(render).toHaveBeenCalledTimes(1)
})

test('draws again for another source, title or description', async () => {
  const drawCached = await fresh()
  await drawCached('pie', options, folder)
  await drawCached('pie ', options, folder)
  await drawCached('pie', { ...options, title: 'Other' }, folder)
  await drawCached('pie', { ...options, description: 'Other' }, folder)
  expect(render).toHaveBeenCalledTimes(4)
})

test.each([
  ['cut off', '{"svg":"<sv'],
  ['no diagram', 'null'],
  ['not what was drawn', JSON.stringify({ ...picture, svg: '<svg onload="x"/>' })],
])('draws again what is %s in the folder', async (_, content) => {
  await (await fresh())('pie', options, folder)
  const [file = ''] = readdirSync(folder)
  writeFileSync(join(folder, file), content)
  await expect((await fresh())('pie', options, folder)).resolves.toEqual(picture)
  expect(render).toHaveBeenCalledTimes(2)
})

test.each(['DiagramError', 'DiagramTooLong'] as const)(
  'tries a source that ended with %s once',
  async (kind) => {
    for (const _ of [1, 2, 3]) {
      const drawCached = await fresh()
      const { [kind]: Refusal } = await import('#diagram/job.ts')
      render.mockRejectedValue(new Refusal('It cannot be drawn.', 3))
      const refused = { name: 'DiagramError', message: 'It cannot be drawn.', line: 3 }
      await expect(drawCached('pie', options, folder)).rejects.toMatchObject(refused)
    }
    expect(render).toHaveBeenCalledTimes(1)
  },
)

test('keeps neither failed drawings nor partial files', async () => {
  render.mockRejectedValueOnce(new Error('no'))
  const drawCached = await fresh()
  await expect(drawCached('pie', options, folder)).rejects.toThrow('no')
  await expect(drawCached('pie', options, folder)).resolves.toEqual(picture)
  expect(readdirSync(folder)).toHaveLength(1)
})
