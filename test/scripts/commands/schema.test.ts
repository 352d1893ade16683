import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { addSchemaCommand, jsonSchemas, schemaCommand } from '#commands/schema.ts'

let directory = ''
const said: string[] = []

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'schema-'))
  said.length = 0
  vi.spyOn(console, 'log').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation((line: string) => {
    said.push(line)
  })
})

afterEach(async () => {
  vi.restoreAllMocks()
  process.exitCode = undefined
  await rm(directory, { recursive: true })
})

describe('catalog schema', () => {
  test('writes every schema and leaves nothing else behind', async () => {
    expect(await schemaCommand.run({ directory })).toBe(0)
    expect((await readdir(directory)).sort()).toEqual([...jsonSchemas().keys()].sort())
    expect(await readFile(join(directory, 'dossier.json'), 'utf8')).toBe(jsonSchemas().get('dossier.json'))
  })

  test('--check accepts what it wrote', async () => {
    await schemaCommand.run({ directory })
    expect(await schemaCommand.run({ directory, check: true })).toBe(0)
    expect(said).toEqual([])
  })

  test('--check names the files that differ or are missing, and writes nothing', async () => {
    await schemaCommand.run({ directory })
    await writeFile(join(directory, 'policy.json'), '{}')
    await rm(join(directory, 'metrics.json'))
    expect(await schemaCommand.run({ directory, check: true })).toBe(1)
    expect(said).toEqual([
      expect.stringContaining(join(directory, 'policy.json')),
      expect.stringContaining(join(directory, 'metrics.json')),
    ])
    expect(await readFile(join(directory, 'policy.json'), 'utf8')).toBe('{}')
  })

  test('is mounted with its options and sets the exit code', async () => {
    const program = new Command()
    addSchemaCommand(program)
    await program.parseAsync(['schema', '--check', '--directory', directory], { from: 'user' })
    expect(process.exitCode).toBe(1)
  })
})
