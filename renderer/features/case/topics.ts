import { useQuery } from '@tanstack/react-query'
import { api } from '#shared/contract/index'
import type { Topic, TopicGroup, Unit } from '#shared/contract/topic'
import { Unreachable } from '../../api/failures'
import { server } from '../../api/server'
import { readKept, writeKept } from '../../ui/keep'
import { useLanguage } from '../../ui/words'

type Named = Pick<Topic | Unit, 'nameRu' | 'nameEn'>

const KEPT = 'okno.topics'
const Directory = api.listTopics.output

/** The directory changes once in years: the last one seen serves while the line is down. */
async function fetchTopics() {
  try {
    const directory = await server.listTopics({})
    writeKept(KEPT, JSON.stringify(directory))
    return directory
  } catch (error) {
    const kept = Directory.safeParse(JSON.parse(readKept(KEPT) ?? 'null'))
    if (error instanceof Unreachable && kept.success) return kept.data
    throw error
  }
}

export const useTopics = () => useQuery({ queryKey: ['topics'], queryFn: fetchTopics })

/** The name of a topic or unit in the language of the screen. */
export function useNameOf(): (named: Named) => string {
  const [language] = useLanguage()
  return ({ nameRu, nameEn }) => (language === 'en' ? nameEn : nameRu)
}

/** A topic's name by its code; the code itself until the topics are there. */
export function useTopicName(): (code: string) => string {
  const { data } = useTopics()
  const nameOf = useNameOf()
  return (code) => {
    const topic = data?.topics.find((one) => one.code === code)
    return topic ? nameOf(topic) : code
  }
}

/** An appeal may be about these; other topics belong to processes with forms of their own. */
export const isOfAppeals = ({ process }: Topic): boolean => process === 'appeal'

export type TopicChoice = { group: string; items: { value: string; label: string }[] }

/** Topics under the names of their groups, in the order of the directory. */
export function groupTopics(
  topics: readonly Topic[],
  groupName: (group: TopicGroup) => string,
  nameOf: (topic: Topic) => string,
): TopicChoice[] {
  const groups = new Map<TopicGroup, TopicChoice>()
  for (const topic of topics) {
    const choice = groups.get(topic.group) ?? { group: groupName(topic.group), items: [] }
    choice.items.push({ value: topic.code, label: nameOf(topic) })
    groups.set(topic.group, choice)
  }
  return [...groups.values()]
}
