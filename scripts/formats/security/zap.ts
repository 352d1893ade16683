import { XmlElement } from '@rgrove/parse-xml'
import { z } from 'zod'
import { asInstant } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { Rating } from '#model/vulnerability.ts'
import { childrenNamed, localName, xmlAttribute } from '#parse/xml.ts'
import { hasKeys } from '../format.ts'
import { readArtifactShape, unreadable } from '../reading.ts'
import { auditReading, lacks } from './audit.ts'
import type { ScanFinding } from './verdict.ts'

const Text = z.string().nullish()

const Report = z.looseObject({
  '@version': Text,
  created: Text,
  site: z.array(
    z.looseObject({
      '@name': z.string(),
      alerts: z.array(z.looseObject({ pluginid: Text, alertRef: Text, riskcode: Text })),
    }),
  ),
  insights: z.array(z.looseObject({ level: Text, key: Text })).nullish(),
})
type ZapReport = z.infer<typeof Report>

/** True for a report of ZAP in JSON. */
export function isZapJson(document: unknown): boolean {
  return (
    hasKeys(document, 'site', '@version') &&
    (hasKeys(document, '@generated') || hasKeys(document, '@programName'))
  )
}

/** True for a report of ZAP in XML. */
export function isZapXml(document: unknown): document is XmlElement {
  return document instanceof XmlElement && localName(document) === 'owaspzapreport'
}

/**
 * A report of ZAP, JSON or XML. Counted is each alert once for each site; ZAP has no critical ones, and rates what is
 * only for information as the least. A report without a site looked at nothing; an insight says that the
 * scan met trouble when its level is Medium or High, and of failures of the network, of signing in and of ZAP itself at any
 * level but Info. Addresses and evidence stay in the artifact; the sites are the targets.
 */
export function readZap(document: unknown): Reading {
  const report = readArtifactShape('zap', Report, isZapXml(document) ? fromXml(document) : document)
  if (!report.ok) return unreadable('zap', report.findings)
  const { site, insights } = report.value
  return auditReading('zap', {
    dialect: isZapXml(document) ? 'ZAP XML' : 'ZAP JSON',
    tool: { name: 'ZAP', version: report.value['@version'] },
    found: site.flatMap(({ alerts }) => alerts.map(foundIn)),
    obstacles: obstaclesOf(site, insights ?? []),
    targets: site.map((each) => each['@name']),
    generatedAt: asInstant(report.value.created),
  })
}

function foundIn({ pluginid, alertRef, riskcode }: ZapReport['site'][number]['alerts'][number]): ScanFinding {
  const id = alertRef ?? pluginid
  return {
    ids: id ? [`zap:${id}`] : [],
    rating: RISKS.get(riskcode ?? '') ?? 'unrated',
    isVulnerability: false,
  }
}

const RISKS: ReadonlyMap<string, Rating> = new Map([
  ['3', 'high'],
  ['2', 'medium'],
  ['1', 'low'],
  ['0', 'low'],
])

function obstaclesOf(site: ZapReport['site'], insights: NonNullable<ZapReport['insights']>): Finding[] {
  const isTroubled = insights.some(({ level, key }) => {
    const word = level?.toLowerCase() ?? ''
    return !(word.startsWith('info') || (word === 'low' && !FAILURES.has(key ?? '')))
  })
  return [
    ...(site.some((each) => each['@name'].trim() !== '') ? [] : [lacks('ZAP', 'a site that it looked at')]),
    ...(isTroubled ? [finding('audit.errors_reported')] : []),
  ]
}

const FAILURES: ReadonlySet<string> = new Set([
  'insight.network.failure',
  'insight.auth.failure',
  'insight.log.error',
])

/** The same parts in the shape of the JSON report. */
function fromXml(root: XmlElement): unknown {
  const textIn = (element: XmlElement, name: string) => childrenNamed(element, name)[0]?.text.trim()
  const insights = childrenNamed(root, 'insights').flatMap((each) => childrenNamed(each, 'insight'))
  return {
    '@version': xmlAttribute(root, 'version'),
    created: xmlAttribute(root, 'created'),
    site: childrenNamed(root, 'site').map((site) => ({
      '@name': xmlAttribute(site, 'name') ?? '',
      alerts: childrenNamed(site, 'alerts')
        .flatMap((each) => childrenNamed(each, 'alertitem'))
        .map((alert) => ({
          pluginid: textIn(alert, 'pluginid'),
          alertRef: textIn(alert, 'alertRef'),
          riskcode: textIn(alert, 'riskcode'),
        })),
    })),
    insights: insights.map((each) => ({
      level: xmlAttribute(each, 'level') ?? textIn(each, 'level'),
      key: xmlAttribute(each, 'key') ?? textIn(each, 'key'),
    })),
  }
}
