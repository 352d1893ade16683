import { describe, expect, test } from 'vitest'
import { readEvidence } from '../../../scripts/readers/read.ts'
import { type Artifact, readSample } from '../../../scripts/sample/story.ts'
import { writeArtifact } from '../../../scripts/sample/write.ts'

const commit = 'f13f8b7f0e2d4c6b8a0911223344556677889900'
const at = '2026-08-06T01:40:00Z'
const sample = readSample('test/sample')
const artifacts = Object.entries(sample.artifacts)

function read(name: string, artifact: Artifact, failing: string[] = []) {
  const act = sample.acts.find((each) => each.artifact === name) ?? null
  const run = { name, at, commit, failing, measured: {}, act }
  return readEvidence(writeArtifact(artifact, run), artifact.format)
}

const ofFormat = (format: string) => artifacts.filter(([, artifact]) => artifact.format === format)

describe('what the sample writes', () => {
  test.each(artifacts)('%s is read by its own reader, without being told which', (name, artifact) => {
    const act = sample.acts.find((each) => each.artifact === name) ?? null
    const bytes = writeArtifact(artifact, { name, at, commit, failing: [], measured: {}, act })
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
