import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fetchingGuards, guardArguments, guardedEnvironment, READING } from '#collect/git/guards.ts'
import { collectInto, readRecord, temporaryFolder } from '../collecting.ts'
import {
  type HostileRepository,
  makeHostile,
  objectFile,
  run,
  type Unguarded,
  unguarded,
} from './hostile-repository.ts'

const folder = temporaryFolder()
let hostile: HostileRepository
const ASKED = 'protocol=https\nhost=x.example\n\n'

beforeAll(() => {
  hostile = makeHostile(folder)
  hostile.takeMarks()
})

afterEach(() => void hostile.takeMarks())

/** The marks of each part, and a plain command that makes its program run. */
const ATTACKS: readonly [marks: string[], args: () => string[], options?: Unguarded][] = [
  [['fsmonitor', 'submodule'], () => ['status']],
  [['reference-transaction'], () => ['update-ref', 'refs/heads/x', 'HEAD']],
  [['pager'], () => ['log'], { tty: true }],
  [['alias'], () => ['own']],
  [['gpg'], () => ['verify-tag', 'signed']],
  [['credential'], () => ['credential', 'fill'], { input: ASKED }],
  [['diff'], () => ['diff', 'v1.0.0', 'v1.1.0', '--', 'a.x']],
  [['textconv'], () => ['show', 'v1.1.0', '--', 'a.x']],
  [['smudge'], () => ['cat-file', '--filters', 'v1.1.0:a.x']],
  [['alternates'], () => ['rev-list', '--alternate-refs', '--max-count=1', 'HEAD']],
  // Each of the remotes that promise what is missing is asked in its own way.
  [['ext', 'proxy', 'ssh', 'uploadpack'], () => ['cat-file', 'blob', hostile.missing]],
  // git itself takes this one from a person's own configuration only.
  [
    ['pack'],
    () => ['clone', '--quiet', '--no-local', '--bare', `file://${hostile.folder}/sub`, join(folder, 'clone')],
    { env: { GIT_CONFIG_GLOBAL: join(folder, 'settings') } },
  ],
]

describe('a hostile repository', () => {
  test.each(ATTACKS)('runs its programs %j where nothing guards against it', (marks, args, options) => {
    expect(hostile.marksOf(args(), options)).toEqual(expect.arrayContaining(marks))
  })

  test('runs nothing at all while it is collected', async () => {
    const content = join(folder, 'content')
    await collectInto(content, { repository: hostile.folder })
    expect(hostile.takeMarks()).toEqual([])
    expect(readRecord(content, 'product', '1.0.0').quarantine.map(({ code }) => code)).toEqual([
      'dossier.object_missing',
    ])
    const { commits, filesChanged, latestCommits } = readRecord(content, 'product', '1.1.0').git
    expect({ commits, filesChanged, authors: latestCommits.map(({ author }) => author) }).toEqual({
      commits: 1,
      filesChanged: 2,
      authors: ['Émile'],
    })
  })

  test('fetches nothing of what a partial clone lacks, and would without its guards', async () => {
    const partial = join(folder, 'partial/product')
    cpSync(hostile.folder, partial, { recursive: true })
    for (const tree of ['v1.0.0^{tree}', 'v1.1.0^{tree}'])
      rmSync(objectFile(partial, run(hostile.folder, ['rev-parse', tree])), { force: true })
    const content = join(folder, 'partial/content')
    const collected = () => collectInto(content, { repository: partial })
    await collected()
    expect(hostile.takeMarks()).toEqual([])
    const { git, state } = readRecord(content, 'product', '1.1.0')
    expect({ state, files: git.filesChanged, commits: git.commits }).toEqual({
      state: 'quarantined',
      files: null,
      commits: 1,
    })
    const guards = READING.environment as Record<string, string>
    const kept = { ...guards }
    for (const name of ['GIT_ALLOW_PROTOCOL', 'GIT_NO_LAZY_FETCH']) delete guards[name]
    await collected().catch(() => {})
    // In their order: a guard is looked at in the place where it is written.
    for (const name of Object.keys(guards)) delete guards[name]
    Object.assign(guards, kept)
    expect(hostile.takeMarks()).toContain('ext')
  })

  test('runs nothing when it is brought here by its address', async () => {
    const order = { repository: `file://${hostile.folder}` }
    await expect(collectInto(join(folder, 'fetched'), order)).rejects.toMatchObject({ exitCode: 75 })
    expect(hostile.takeMarks()).toEqual([])
  })
})

type Trial = {
  args: () => readonly string[]
  /** What it needs besides. */
  needs?: Unguarded
  /** True when the hostile part had its way. */
  isThrough: (said: string) => boolean
}

const marked = (mark: string) => () => hostile.takeMarks().includes(mark)
const lacking = (): Trial => ({ args: () => ['cat-file', 'blob', hostile.missing], isThrough: marked('ext') })
const configured = (variable: string): Trial => ({
  args: () => ['-C', '/', 'config', 'diff.external'],
  needs: { env: { [variable]: join(folder, 'settings') } },
  isThrough: (said) => said.includes('evil'),
})

/** What each guard keeps out when it stands alone, in the order in which they are written. */
const TRIALS: Readonly<Record<string, Trial>> = {
  'core.fsmonitor': { args: () => ['status'], isThrough: marked('fsmonitor') },
  'core.hooksPath': {
    args: () => ['update-ref', 'refs/heads/y', 'HEAD'],
    isThrough: marked('reference-transaction'),
  },
  'safe.directory': {
    args: () => ['rev-parse', 'HEAD'],
    needs: { env: { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' } },
    isThrough: (said) => said.includes('dubious ownership'),
  },
  'core.commitGraph': {
    // Where history is replaced or grafted git does not look into it.
    args: () => [`--git-dir=${join(folder, 'graph')}`, 'rev-list', '--max-count=1', '--format=%T', 'v1.1.0'],
    isThrough: (said) => said.includes(run(hostile.folder, ['rev-parse', 'v1.0.0^{tree}'])),
  },
  'i18n.logOutputEncoding': {
    args: () => ['rev-list', '--max-count=1', '--format=%an', 'v1.1.0'],
    isThrough: (said) => said.includes('\u00c9mile'),
  },
  GIT_TERMINAL_PROMPT: {
    args: () => ['-c', 'credential.helper=', 'credential', 'fill'],
    needs: { input: ASKED },
    isThrough: (said) => !said.includes('terminal prompts disabled'),
  },
  GIT_NO_LAZY_FETCH: lacking(),
  GIT_CONFIG_NOSYSTEM: configured('GIT_CONFIG_SYSTEM'),
  GIT_CONFIG_GLOBAL: configured('GIT_CONFIG_GLOBAL'),
  GIT_ALLOW_PROTOCOL: lacking(),
  GIT_NO_REPLACE_OBJECTS: {
    args: () => ['cat-file', 'blob', 'v1.1.0:a.x'],
    isThrough: (said) => said.includes('one'),
  },
  GIT_GRAFT_FILE: {
    args: () => ['rev-list', '--count', 'v1.1.0'],
    isThrough: (said) => /^1$/m.test(said),
  },
}

describe('the guard', () => {
  beforeAll(() => {
    cpSync(join(folder, 'product/.git'), join(folder, 'graph'), { recursive: true })
    rmSync(join(folder, 'graph/info/grafts'))
    rmSync(join(folder, 'graph/refs/replace'), { recursive: true })
  })

  test.each(Object.entries(TRIALS))('%s keeps out alone what gets through without it', (name, trial) => {
    const { settings, environment } = READING
    const only = (all: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(all).filter(([each]) => each === name))
    const alone = { settings: only(settings), environment: only(environment) }
    const { args, needs = {}, isThrough } = trial
    const through = isThrough(unguarded(hostile.folder, args(), needs))
    const env = { ...needs.env, ...alone.environment }
    const held = isThrough(
      unguarded(hostile.folder, [...guardArguments(alone), ...args()], { ...needs, env }),
    )
    expect({ through, held }).toEqual({ through: true, held: false })
  })

  test('is one of those that are tried here', () => {
    const names = Object.keys({ ...READING.settings, ...READING.environment })
    expect(names.filter((name) => name !== 'LC_ALL')).toEqual(Object.keys(TRIALS))
  })
})

describe('the environment of git', () => {
  test('holds nothing that steers git but the guards', () => {
    const outside = { PATH: '/bin', GIT_DIR: '/x', GIT_CONFIG_COUNT: '1', git_ssh: 'x' }
    expect(guardedEnvironment(READING, outside)).toEqual({ PATH: '/bin', ...READING.environment })
  })

  test('of a fetch allows the protocol of its address alone, and no settings of the copy', () => {
    expect(fetchingGuards('ssh')).toEqual({
      settings: {
        'core.fsmonitor': 'false',
        'core.hooksPath': '/dev/null',
        'gc.auto': '0',
        'maintenance.auto': 'false',
      },
      environment: {
        GIT_TERMINAL_PROMPT: '0',
        GIT_NO_LAZY_FETCH: '1',
        LC_ALL: 'C',
        GIT_ALLOW_PROTOCOL: 'ssh',
        GIT_ASKPASS: '',
        SSH_ASKPASS: '',
        GIT_SSH_COMMAND: 'ssh -oBatchMode=yes',
        GIT_LFS_SKIP_SMUDGE: '1',
      },
    })
  })
})
