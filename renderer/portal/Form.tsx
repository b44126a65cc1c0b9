import { type ComponentType, type FormEvent, useRef, useState } from 'react'
import { Redirect, useLocation } from 'wouter'
import { useWords } from '../ui/words'
import { CheckStep } from './CheckStep'
import { firstOpenStep, type Problem, problemsOf, STEPS, type Step } from './draft'
import { FilesStep } from './FilesStep'
import { Heading } from './Heading'
import classes from './Portal.module.css'
import { ChannelStep, ContactStep, TextStep, WhoStep } from './steps'
import { TopicStep } from './TopicStep'
import { type Answers, type StepProps, useAnswers } from './useAnswers'
import { portalWords } from './words'

const PARTS: Record<Exclude<Step, 'check' | 'files'>, ComponentType<StepProps>> = {
  topic: TopicStep,
  text: TextStep,
  who: WhoStep,
  channel: ChannelStep,
  contact: ContactStep,
}

/** The screens of an appeal. A screen that needs an earlier answer leads back to it. */
export function Form({ step }: { step: string }) {
  const answers = useAnswers()
  const current = STEPS.find((each) => each === step)
  const first = firstOpenStep(answers.draft)
  if (!current || STEPS.indexOf(current) > STEPS.indexOf(first)) return <Redirect to={`/appeal/${first}`} replace />
  return <Screen key={current} step={current} answers={answers} />
}

function Screen({ step, answers }: { step: Step; answers: Answers }) {
  const t = useWords(portalWords)
  const [, go] = useLocation()
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const form = useRef<HTMLFormElement>(null)
  const index = STEPS.indexOf(step)
  const heading = <Heading step={t.step({ n: index + 1, of: STEPS.length })}>{t[step].heading}</Heading>
  const next = () => go(`/appeal/${STEPS[index + 1] ?? 'check'}`)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = problemsOf(step, answers.draft)
    setProblems(found)
    const first = found[0]
    if (!first) return next()
    form.current?.querySelector<HTMLElement>(`[name="${first.field}"]`)?.focus()
  }
  const back = <BackButton onPress={() => go(index === 0 ? '/' : `/appeal/${STEPS[index - 1]}`)} />
  if (step === 'check') return <CheckStep answers={answers} heading={heading} back={back} />
  if (step === 'files') return <FilesStep answers={answers} heading={heading} back={back} onNext={next} />
  const Part = PARTS[step]
  return (
    <form ref={form} className={classes.screen} onSubmit={submit} noValidate>
      {heading}
      <Part answers={answers} problems={problems} />
      <div className={classes.buttons}>
        <button type="submit" className="primary">
          {t.next}
        </button>
        {back}
      </div>
    </form>
  )
}

function BackButton({ onPress }: { onPress: () => void }) {
  const t = useWords(portalWords)
  return (
    <button type="button" className="second" onClick={onPress}>
      {t.back}
    </button>
  )
}
