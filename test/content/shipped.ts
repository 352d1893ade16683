import { existsSync } from 'node:fs'

/**
 * Whether `content/` is still what this repository ships. It stops being that when somebody writes `content/catalog.yaml`
 * or takes the policies away: from then on policies, runbooks and guide are theirs to reword, and nothing is asked of them
 * that is promised of the shipped ones. Tests in this folder are the only ones that read `content/`.
 */
export const isShipped = existsSync('content/policies') && !existsSync('content/catalog.yaml')
