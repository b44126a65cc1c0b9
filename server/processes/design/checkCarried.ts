import type { ProcessProblem } from '#shared/contract/process'
import type { Context } from '../../db/context.ts'
import { listTerms } from '../../domain/term/index.ts'
import { ANY_PROCESS, compile, type Definition, type Works } from '../../engine/index.ts'
import { checkForms } from '../forms/checkForms.ts'
import { newestDecisions } from './definitions.ts'

/** What is wrong with what a drawing carries and with the elements that name it. What else is wrong the engine tells. */
export async function checkCarried(xml: string, works: Works, ctx: Context): Promise<ProcessProblem[]> {
  const services = Object.values(works).flatMap((work) => Object.keys(work.services))
  const { definition } = await compile(xml, new Set(services))
  if (!definition) return []
  const isShared = !Object.hasOwn(works, definition.key) || definition.key === ANY_PROCESS
  return [
    ...checkForms(definition, isShared),
    ...(await checkDecisions(definition, ctx)),
    ...(await checkTerms(definition, ctx)),
  ]
}

/** A step whose term stands nowhere could not be given to anybody. */
async function checkTerms({ elements }: Definition, ctx: Context): Promise<ProcessProblem[]> {
  const known = new Set((await listTerms(ctx)).map(({ name }) => name))
  return [...elements.values()].flatMap(({ kind, id, name, attributes: { term } }) => {
    if (kind !== 'userTask' || term === undefined || known.has(term)) return []
    return [{ code: 'termUnknown', elementId: id, elementName: name, elementType: 'bpmn:UserTask', detail: term }]
  })
}

/** A decision that nobody has drawn would stop the instance at its first token. */
async function checkDecisions({ elements, decisions }: Definition, ctx: Context): Promise<ProcessProblem[]> {
  const rules = [...elements.values()].flatMap((element) => (element.kind === 'ruleTask' ? [element] : []))
  if (rules.every(({ decision }) => decisions.has(decision))) return []
  const deployed = new Set((await newestDecisions(ctx)).map(({ key }) => key))
  return rules
    .filter(({ decision }) => !decisions.has(decision) && !deployed.has(decision))
    .map(({ id, name, decision }) => ({
      code: 'decisionUnknown',
      elementId: id,
      elementName: name,
      elementType: 'bpmn:BusinessRuleTask',
      detail: decision,
    }))
}
