import type { Interaction } from '#shared/contract/interaction'
import { useMe } from '../api/session'
import { EndVisit } from '../features/visit/EndVisit'
import { visitWords } from '../features/visit/words'
import { Block } from '../ui/Block'
import { useWords } from '../ui/words'

/** The last step of a visit that is mine, or anybody's for a supervisor. */
export function VisitEnd({ interaction }: { interaction: Interaction }) {
  const t = useWords(visitWords)
  const me = useMe()
  const mayEnd = interaction.staffId === me.staffId || me.roles.includes('supervisor')
  if (interaction.channel !== 'visit' || interaction.state !== 'open' || !mayEnd) return null
  return (
    <Block title={t.end}>
      <EndVisit visit={interaction} />
    </Block>
  )
}
