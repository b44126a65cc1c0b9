import { useEffect, useState } from 'react'
import type { Topic } from '#shared/contract/topic'
import { visitorServer } from '../api/visitor'
import { useLanguage } from '../ui/words'

let asked: Promise<readonly Topic[]> | undefined
const ask = () => {
  asked ??= visitorServer(null)
    .listTopics({})
    .then(({ topics }) => topics.filter(({ process }) => process === 'appeal'))
  return asked
}

export type TopicsState = { topics: readonly Topic[] | null; error: unknown; retry: () => void }

/** The company's topics of appeals, asked for once a page. */
export function useTopics(): TopicsState {
  const [topics, setTopics] = useState<readonly Topic[] | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the person tries again
  useEffect(() => {
    setError(null)
    ask().then(setTopics, (failure: unknown) => {
      asked = undefined
      setError(failure)
    })
  }, [tries])
  return { topics, error, retry: () => setTries(tries + 1) }
}

export function useTopicName(): (topic: Topic) => string {
  const [language] = useLanguage()
  return (topic) => (language === 'ru' ? topic.nameRu : topic.nameEn)
}
