import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'
import { remedy, sentence } from '#messages/messages.ts'

const read = (text: string) => readEvidence(new TextEncoder().encode(text), null)

describe('a common format that no reader takes', () => {
  test.each([
    ['<robot generator="x"/>', "Robot Framework's output.xml"],
    ['<testng-results passed="1"/>', "TestNG's own results"],
    ['<testResults version="1.2"><httpSample s="true"/></testResults>', 'a result file of JMeter (JTL)'],
    ['timeStamp,elapsed,label,responseCode\n1,2,a,200\n', 'a result file of JMeter (CSV)'],
    ['<CoverageSession/>', 'an OpenCover coverage report'],
    ['<analysis><scanInfo/></analysis>', 'a report of OWASP dependency-check'],
    ['<checkstyle/>', 'a Checkstyle report'],
    ['<results version="2"><cppcheck version="2"/></results>', 'a Cppcheck report'],
    ['{"numTotalTests":1,"testResults":[],"openHandles":[]}', "Jest's own JSON"],
    ['{"numTotalTests":1,"testResults":[]}', "Vitest's own JSON"],
    ['{"stats":{},"results":[],"meta":{}}', 'a mochawesome report'],
    ['[{"elements":[],"keyword":"Feature","uri":"a"}]', "Cucumber's own JSON"],
    ['{"examples":[],"summary_line":"1 example"}', "RSpec's own JSON"],
    ['{"uuid":"a","status":"passed","stage":"finished"}', 'a result of Allure'],
    [
      '{"success":true,"providerApplicationVersion":"1","testResults":[]}',
      'a verification result of a Pact broker',
    ],
    ['[{"id":"a","text":"t","level":3,"operation":"GET"}]', "oasdiff's own JSON"],
    ['{"errors":[],"generated_at":"x","metrics":{},"results":[]}', "Bandit's own JSON"],
    ['{"version":"1","plugins_used":[],"results":{}}', 'a baseline of detect-secrets'],
    ['{"version":1,"parameters":"--vulnerable","projects":[]}', 'a list of dotnet list package'],
    ['[{"filePath":"a","messages":[],"errorCount":0}]', "ESLint's own JSON"],
    ['{"Issues":[],"Report":{}}', "golangci-lint's own JSON"],
    ['{"Issues":[],"Stats":{}}', "gosec's own JSON"],
    ['{"results":[{"check_id":"a"}],"errors":[]}', "Semgrep's own JSON"],
    ['[{"code":"a","path":[],"message":"m","severity":1,"range":{}}]', "Spectral's own JSON"],
    ['{"document":{},"product_tree":{}}', 'a CSAF document'],
    ['{"/a.js":{"statementMap":{},"fnMap":{}}}', "Istanbul's coverage-final.json"],
    ['{"$schema":"https://json-schema.org/x","$defs":{}}', 'a JSON Schema'],
    ['{"tlogs":[],"certificateAuthorities":[]}', 'a trusted root of Sigstore'],
    ['=== RUN   TestA\n--- PASS: TestA (0.00s)\nPASS\n', 'the plain output of go test'],
  ])('%s is named, with the way to one that is read', (text, what) => {
    const { format, status, reasons } = read(text)
    expect({ format, status }).toEqual({ format: 'unrecognized', status: 'unknown' })
    const [why] = reasons
    if (!why) throw new Error('no reason')
    expect(why).toMatchObject({ code: 'evidence.other_format', args: { what } })
    expect(sentence(why)).toBe(`The file is ${what}, which is not read.`)
    expect(remedy(why)).toMatch(/^Write one of the formats that the guide lists: .{10,}\.$/)
  })

  test('is not named by a list of results that holds something', () => {
    expect(read('{"results":[]}').reasons[0]?.code).toBe('evidence.other_format')
    expect(read('{"results":[1]}').reasons[0]?.code).toBe('evidence.unrecognized')
    expect(read('{"results":[],"more":1}').reasons[0]?.code).toBe('evidence.unrecognized')
  })
})
