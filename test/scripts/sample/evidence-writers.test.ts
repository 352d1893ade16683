import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'
import { type WrittenFormat, writeArtifact } from '#sample/evidence-writers.ts'
import { type Artifact, readSample } from '#sample/story.ts'

const commit = 'f13f8b7f0e2d4c6b8a0911223344556677889900'
const at = '2026-08-06T01:40:00Z'
const sample = readSample('test/sample')
const all = Object.entries(sample.artifacts)
const artifacts = all.flatMap(([name, artifact]) =>
  artifact.format === 'file' || artifact.format === 'attestation'
    ? []
    : [[name, { ...artifact, format: artifact.format }] as const],
)

function read(name: string, artifact: Artifact & { format: WrittenFormat }, failing: string[] = []) {
  const act = sample.acts.find((each) => each.artifact === name) ?? null
  const run = { name, at, commit, failing, measured: {}, act }
  return readEvidence(writeArtifact(artifact.format, artifact, run), artifact.format)
}

const ofFormat = (format: string) => artifacts.filter(([, artifact]) => artifact.format === format)

describe('what the sample writes', () => {
  test.each(artifacts)('%s is recognized and read by its own reader', (name, artifact) => {
    const act = sample.acts.find((each) => each.artifact === name) ?? null
    const bytes = writeArtifact(artifact.format, artifact, {
      name,
      at,
      commit,
      failing: [],
      measured: {},
      act,
    })
    expect(readEvidence(bytes, null).format).toBe(artifact.format)
  })

  test.each(ofFormat('junit'))('%s passes, and fails when one case does', (name, artifact) => {
    expect(read(name, artifact)).toMatchObject({ status: 'passed', subject: { commit } })
    const failed = read(name, artifact, ['one more case'])
    expect(failed).toMatchObject({ status: 'failed', counts: { failed: 1 } })
  })

  test.each(ofFormat('sarif'))(
    '%s is clean without findings and counts those that fire',
    (name, artifact) => {
      expect(read(name, artifact)).toMatchObject({ status: 'passed', subject: { commit } })
      const [rule = ''] = Object.keys(artifact.rules ?? {})
      expect(read(name, artifact, [rule]).metrics['findings.total']).toBe(1)
    },
  )

  test.each(ofFormat('metrics'))('%s carries its numbers', (name, artifact) => {
    const reading = read(name, artifact)
    expect(reading.metrics).toEqual(artifact.metrics)
    expect(reading).toMatchObject({ generatedAt: at, subject: { commit } })
  })

  test.each(ofFormat('record'))('%s says who did what and when', (name, artifact) => {
    const reading = read(name, artifact)
    expect(reading.status).toBe('passed')
    expect(reading.recorded?.act).toBe(artifact.act)
    expect(reading.generatedAt).not.toBeNull()
  })
})

describe('the files that other tools wrote', () => {
  const offered = all.flatMap(([name, { file }]) => (file === undefined ? [] : [[name, file] as const]))
  const carried = [...sample.files]

  test.each(offered)('%s is read by one of the readers, wherever a release has %s', (_, file) => {
    const found = carried.filter(([path]) => path.split('/').slice(2).join('/') === file)
    expect(found.length).toBeGreaterThan(0)
    const formats = found.map(([, bytes]) => readEvidence(bytes, null).format)
    expect(formats).not.toContain('unrecognized')
  })

  test('are of at least twelve formats', () => {
    const formats = new Set(carried.map(([, bytes]) => readEvidence(bytes, null).format))
    formats.delete('unrecognized')
    expect(formats.size).toBeGreaterThanOrEqual(12)
  })

  test('belong to releases that the stories tell', () => {
    const told = new Set(
      sample.stories.flatMap(({ service, releases }) => releases.map((each) => `${service}/${each.version}`)),
    )
    const strays = carried.map(([path]) => path).filter((path) => !told.has(path.split('/', 2).join('/')))
    expect(strays).toEqual([])
  })
})
