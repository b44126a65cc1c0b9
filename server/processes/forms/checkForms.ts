import { FormId } from '#shared/contract/form'
import type { ProcessProblem } from '#shared/contract/process'
import { TaskFormKind } from '#shared/contract/task'
import { formProblems, readForm } from '#shared/rules/form/formProblems'
import type { Definition, Enclosure } from '../../engine/index.ts'

/** What is wrong with the forms a drawing carries, and with the steps that name them. `isShared`: no work is written for it alone. */
export const checkForms = (definition: Definition, isShared: boolean): ProcessProblem[] => [
  ...definition.enclosed.forms.flatMap(ofForm),
  ...ofSteps(definition, isShared),
]

const problem = (code: string, about: Enclosure, detail: string | null): ProcessProblem => ({
  code,
  elementId: null,
  elementName: about.name,
  elementType: 'okno:Form',
  detail,
})

function ofForm(form: Enclosure, at: number, all: readonly Enclosure[]): ProcessProblem[] {
  const isTaken =
    TaskFormKind.options.some((kind) => kind === form.id) || all.findIndex(({ id }) => id === form.id) < at
  const named = FormId.safeParse(form.id).success && !isTaken ? [] : [problem('formIdTaken', form, form.id)]
  const read = readForm(form.text)
  if ('problem' in read) return [...named, problem(read.problem.code, form, read.problem.at)]
  return [...named, ...formProblems(read.schema).map(({ code, at: place }) => problem(code, form, place))]
}

/** Where work is written for a process, its steps are done with the forms made for that work. */
function ofSteps({ elements, enclosed }: Definition, isShared: boolean): ProcessProblem[] {
  const known = new Set<string>(TaskFormKind.options.filter((kind) => kind !== 'own'))
  if (isShared) for (const { id } of enclosed.forms) known.add(id)
  return [...elements.values()].flatMap(({ kind, id, name, attributes }) => {
    if (kind !== 'userTask' || attributes.form === undefined || known.has(attributes.form)) return []
    return [
      { code: 'formUnknown', elementId: id, elementName: name, elementType: 'bpmn:UserTask', detail: attributes.form },
    ]
  })
}
