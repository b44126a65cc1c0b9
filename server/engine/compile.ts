import { checkBorders } from './compile/borders.ts'
import { checkGraph } from './compile/checkGraph.ts'
import { checkRules } from './compile/checkRules.ts'
import type { Bindings, Compiler } from './compile/compiler.ts'
import { decisionsIn, enclosedIn } from './compile/enclosed.ts'
import { addFlows } from './compile/flows.ts'
import { addLevel } from './compile/levels.ts'
import { tie } from './compile/ties.ts'
import { upstreamOf } from './compile/upstream.ts'
import type { Definition, StartEvent } from './definition.ts'
import type { Problem } from './problem.ts'
import { readBpmn } from './readBpmn.ts'

/** `problems` of a definition are warnings only. */
export type Compiled = { definition: Definition; problems: Problem[] } | { definition: null; problems: Problem[] }

/** XML → an immutable process, or every reason against it with its place. `bindings`: the work that service tasks may name. */
export async function compile(xml: string, bindings: Bindings): Promise<Compiled> {
  const { process, report, problems } = await readBpmn(xml)
  if (!process) return { definition: null, problems }
  const compiler: Compiler = {
    bindings,
    report,
    outgoing: new Map(),
    incoming: new Map(),
    elements: new Map(),
    drawn: new Map(),
  }
  addFlows(compiler, process)
  const { eventSubProcesses } = addLevel(compiler, process, null)
  tie(compiler)
  checkBorders(compiler, process)
  checkRules(compiler)
  checkGraph(compiler)
  const enclosed = enclosedIn(process)
  const decisions = await decisionsIn(enclosed, report)
  const start = plainStart(compiler)
  if (!start || problems.some(({ severity }) => severity === 'error')) return { definition: null, problems }
  const { elements } = compiler
  const named = { key: process.id ?? '', name: process.name ?? process.id ?? '', enclosed, decisions }
  const definition = { ...named, elements, eventSubProcesses }
  return { definition: { ...definition, ...derived(compiler, start) }, problems }
}

const startsOf = ({ elements }: Compiler): StartEvent[] =>
  [...elements.values()].filter((element) => element.kind === 'start').filter(({ within }) => within === null)

const plainStart = (compiler: Compiler): StartEvent | undefined =>
  startsOf(compiler).find(({ trigger }) => trigger.kind === 'none') ?? startsOf(compiler)[0]

function derived(compiler: Compiler, start: StartEvent) {
  const calls = [...compiler.elements.values()].flatMap((e) => (e.kind === 'callActivity' ? [e.process] : []))
  return {
    start: start.id,
    starts: startsOf(compiler),
    upstream: upstreamOf(compiler.elements),
    calls: [...new Set(calls)],
  }
}
