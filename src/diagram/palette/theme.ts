import type { ColorName } from './colors.ts'
import { placeholder } from './placeholders.ts'

/** Variables of mermaid's theme `base` that take one color. */
const VARIABLES: Readonly<Partial<Record<ColorName, string>>> = {
  paper: `background sequenceNumberColor compositeBackground altSectionBkgColor
    edgeLabelBackground relationLabelBackground commitLabelBackground pieSectionTextColor pieStrokeColor pieOuterStrokeColor
    labelBackgroundColor archGroupBackground emUiFill innerEndBackground attributeBackgroundColorOdd`,
  sheet: `primaryColor mainBkg nodeBkg actorBkg labelBoxBkgColor personBkg
    stateBkg compositeTitleBackground requirementBackground rowOdd taskBkgColor errorBkgColor
    quadrant1Fill quadrant3Fill`,
  ink: `primaryTextColor secondaryTextColor tertiaryTextColor textColor nodeTextColor actorTextColor signalTextColor
    labelTextColor loopTextColor noteTextColor titleColor taskTextColor taskTextOutsideColor taskTextLightColor
    taskTextDarkColor transitionLabelColor stateLabelColor labelColor classText
    errorTextColor scaleLabelColor pieTitleTextColor pieLegendTextColor vennTitleTextColor
    vennSetTextColor quadrant1TextFill quadrant2TextFill quadrant3TextFill quadrant4TextFill quadrantPointTextFill
    quadrantXAxisTextFill quadrantYAxisTextFill quadrantTitleFill requirementTextColor relationLabelColor
    tagLabelColor commitLabelColor branchLabelColor`,
  soft: `primaryBorderColor secondaryBorderColor tertiaryBorderColor lineColor arrowheadColor defaultLinkColor
    nodeBorder border2 flowContainerStroke actorBorder actorLineColor signalColor labelBoxBorderColor
    activationBorderColor transitionColor specialStateColor personBorder
    requirementBorderColor relationColor tagLabelBorder tagBorder taskBorderColor archEdgeColor archEdgeArrowColor
    archGroupBorderColor compositeBorder clusterBorder quadrantExternalBorderStrokeFill emArrowhead
    emRelationStroke doneTaskBorderColor gradientStart gradientStop`,
  line: `gridColor quadrantInternalBorderStrokeFill emSwimlaneBackgroundStroke`,
  accent: `taskTextClickableColor activeTaskBorderColor vertLineColor quadrantPointFill emCommandStroke`,
  'none-wash': `secondaryColor tertiaryColor clusterBkg rectBkgColor altBackground activationBkgColor
    sectionBkgColor rowEven excludeBkgColor doneTaskBkgColor quadrant2Fill quadrant4Fill tagLabelBackground
    emSwimlaneBackgroundOdd attributeBackgroundColorEven`,
  'warn-wash': `noteBkgColor emEventFill`,
  warn: `noteBorderColor emEventStroke`,
  'nogo-wash': `critBkgColor`,
  nogo: `critBorderColor todayLineColor wardleyEvolutionColor`,
  'tint-1': `activeTaskBkgColor emCommandFill`,
  'tint-2': `emReadModelFill`,
  'hue-2': `emReadModelStroke`,
  'tint-3': `emProcessorFill`,
  'hue-3': `emProcessorStroke`,
  'tint-7': `sectionBkgColor2`,
  'hue-7': `emUiStroke`,
}

/** Variables that are numbered, from which number on, how many, and the colors they take in turn. */
const NUMBERED: readonly (readonly [
  variable: string,
  first: number,
  count: number,
  color: ColorName | 'hue' | 'tint',
])[] = [
  ['cScale', 0, 12, 'tint'],
  ['cScaleLabel', 0, 12, 'ink'],
  ['cScaleInv', 0, 12, 'soft'],
  ['cScalePeer', 0, 12, 'hue'],
  ['lineColor', 0, 12, 'soft'],
  ['surface', 0, 5, 'tint'],
  ['surfacePeer', 0, 5, 'hue'],
  ['fillType', 0, 8, 'tint'],
  ['pie', 1, 12, 'hue'],
  ['venn', 1, 8, 'hue'],
  ['git', 0, 8, 'hue'],
  ['gitInv', 0, 8, 'paper'],
  ['gitBranchLabel', 0, 8, 'paper'],
]

const PARTS = {
  xyChart: {
    paper: 'backgroundColor',
    ink: `titleColor dataLabelColor legendTextColor xAxisTitleColor xAxisLabelColor yAxisTitleColor yAxisLabelColor`,
    soft: `xAxisTickColor xAxisLineColor yAxisTickColor yAxisLineColor`,
  },
  radar: { soft: 'axisColor', line: 'graticuleColor' },
  packet: {
    ink: 'startByteColor endByteColor labelColor titleColor',
    soft: 'blockStrokeColor',
    sheet: 'blockFillColor',
  },
  cynefin: {
    soft: 'boundaryColor arrowColor',
    nogo: 'cliffColor',
    ink: 'textColor labelColor',
    'tint-1': 'complexBg',
    'tint-2': 'complicatedBg',
    'tint-3': 'chaoticBg',
    'tint-5': 'clearBg',
    'tint-7': 'confusionBg',
  },
  wardley: {
    paper: 'backgroundColor componentFill annotationFill',
    soft: 'axisColor componentStroke linkStroke annotationStroke',
    ink: 'axisTextColor componentLabelColor annotationTextColor',
    line: 'gridColor',
    nogo: 'evolutionStroke',
  },
} as const satisfies Record<string, Partial<Record<ColorName, string>>>

/** All color variables of mermaid's theme, each set to a placeholder, so that mermaid derives none. */
export function themeColors(): Record<string, unknown> {
  const parts = Object.entries(PARTS).map(([part, table]) => [part, spread(table)])
  const numbered = NUMBERED.flatMap(([variable, first, count, color]) =>
    Array.from({ length: count }, (_, n) => [`${variable}${first + n}`, placeholder(inTurn(color, n))]),
  )
  const whole: Record<string, unknown> = {
    ...spread(VARIABLES),
    ...Object.fromEntries([...numbered, ...parts]),
  }
  const bars = Array.from({ length: SERIES_LENGTH }, (_, n) => placeholder(inTurn('hue', n)))
  return { ...whole, xyChart: { ...spread(PARTS.xyChart), plotColorPalette: bars.join(',') } }
}

const SERIES_LENGTH = 8

function inTurn(color: ColorName | 'hue' | 'tint', n: number): ColorName {
  if (color !== 'hue' && color !== 'tint') return color
  return `${color}-${((n % SERIES_LENGTH) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`
}

function spread(table: Readonly<Partial<Record<ColorName, string>>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([color, variables]) =>
      variables.split(/\s+/).map((variable) => [variable, placeholder(color as ColorName)]),
    ),
  )
}
