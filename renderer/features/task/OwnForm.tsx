import { Alert, Button } from '@mantine/core'
import { useRef } from 'react'
import type { FormValues } from '#shared/contract/form'
import { refusalText } from '../../api/refusalText'
import { ErrorState } from '../../ui/ErrorState'
import { Kbd } from '../../ui/Kbd'
import { Skeletons } from '../../ui/Skeletons'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import { FormFields, type FormHandle } from '../form/FormFields'
import { refusedValues, valueProblemText } from '../form/problemText'
import { formWords } from '../form/words'
import type { FormProps } from './formProps'
import classes from './Task.module.css'
import { useTaskForm } from './taskCache'
import { taskWords } from './words'

/** The form that the drawing carries for this step, or only a word that it is done. */
export function OwnForm({ task, completion }: FormProps) {
  const t = useWords(taskWords)
  const f = useWords(formWords)
  const { data, error, refetch } = useTaskForm(task.id)
  const [typed, setTyped, forget] = useDraft<FormValues>(`task.${task.id}`, {})
  const handle = useRef<FormHandle>(null)
  const refused = refusedValues(completion.completing.error)
  if (error) return <ErrorState title={f.failed} hint={refusalText(error, t.refusals)} onRetry={() => void refetch()} />
  if (!data) return <Skeletons lines={3} />
  const complete = (values: FormValues) => completion.complete({ form: 'own', values }, forget)
  const submit = () => {
    const values = data.form ? handle.current?.submit() : {}
    if (values) complete(values)
  }
  return (
    // the form program brings a <form> of its own, and forms do not stand in forms
    <section
      className={classes.form}
      aria-label={task.title}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        submit()
      }}
    >
      {task.note && <p className={classes.label}>{task.note}</p>}
      {data.form ? (
        <FormFields
          schema={data.form.schema}
          initial={{ ...data.form.variables, ...typed }}
          onChange={setTyped}
          onSubmit={complete}
          handle={handle}
        />
      ) : (
        <p className={classes.label}>{t.nothingToFill}</p>
      )}
      {refused && (
        <Alert color="bad" variant="light" role="alert" title={f.refused}>
          {refused.map((problem) => (
            <p key={problem.field} className={classes.refused}>
              {problem.label}: {valueProblemText(problem)}
            </p>
          ))}
        </Alert>
      )}
      <div className={classes.buttons}>
        <Button onClick={submit} loading={completion.completing.isPending} rightSection={<Kbd>Ctrl ⏎</Kbd>}>
          {t.submit.own}
        </Button>
      </div>
    </section>
  )
}
