import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { TopicGroup } from '#shared/contract/topic'
import { refusalText } from '../api/refusalText'
import { useWords } from '../ui/words'
import { Choice, FieldError } from './fields'
import classes from './Portal.module.css'
import type { StepProps } from './useAnswers'
import { useTopicName, useTopics } from './useTopics'
import { portalWords } from './words'

/** First the section, then the topic: thirty at once are too many to choose from. */
export function TopicStep({ answers: { draft, change }, problems }: StepProps) {
  const t = useWords(portalWords)
  const nameOf = useTopicName()
  const { topics, error, retry } = useTopics()
  const [chosen, setChosen] = useState<TopicGroup | null>(null)
  if (error) {
    return (
      <div>
        <FieldError>{refusalText(error)}</FieldError>
        <button type="button" className="second" onClick={retry}>
          {t.status.show}
        </button>
      </div>
    )
  }
  if (!topics) return <p className={classes.hint}>{t.status.loading}</p>
  const group = chosen ?? topics.find((topic) => topic.code === draft.topic)?.group ?? null
  const problem = problems.length > 0 ? t.topic.missing : undefined
  if (!group) return <Groups error={problem} onChoose={setChosen} />
  const options = topics
    .filter((topic) => topic.group === group)
    .map((topic) => ({ value: topic.code, label: nameOf(topic) }))
  const forget = () => {
    setChosen(null)
    change({ topic: '' })
  }
  return (
    <>
      <p className={classes.group}>
        <b tabIndex={-1} ref={chosen ? takeFocus : undefined}>
          {t.topic.groups[group]}
        </b>
        <button type="button" className="quiet" onClick={forget}>
          {t.topic.otherGroup}
        </button>
      </p>
      <Choice
        name="topic"
        legend={t.topic.exact}
        value={options.find((option) => option.value === draft.topic)?.value ?? ''}
        options={options}
        onChange={(topic) => change({ topic })}
        error={problem}
      />
    </>
  )
}

const takeFocus = (element: HTMLElement | null) => element?.focus()

/** Buttons, not radios: choosing a section goes on at once, which arrows must not do. */
function Groups({ error, onChoose }: { error: string | undefined; onChoose: (group: TopicGroup) => void }) {
  const t = useWords(portalWords).topic
  return (
    <div className={classes.ways}>
      {error && <FieldError>{error}</FieldError>}
      {TopicGroup.options.map((group) => (
        <button key={group} type="button" name="topic" className={classes.way} onClick={() => onChoose(group)}>
          <span>{t.groups[group]}</span>
          <IconChevronRight aria-hidden />
        </button>
      ))}
    </div>
  )
}
