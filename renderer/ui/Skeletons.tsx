import { Skeleton } from '@mantine/core'
import { useEffect, useState } from 'react'
import { uiWords } from './uiWords'
import { useWords } from './words'

/** Grey lines in place of what is loading; nothing at all for the first 300 ms. */
export function Skeletons({ lines = 3, height = 32 }: { lines?: number; height?: number }) {
  const t = useWords(uiWords)
  const isLate = useIsLate(300)
  if (!isLate) return null
  return (
    <div role="status" aria-label={t.loading} style={{ padding: 16, display: 'grid', gap: 10 }}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <Skeleton key={line} height={height} radius={8} width={`${92 - (line % 3) * 14}%`} />
      ))}
    </div>
  )
}

function useIsLate(ms: number) {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return isLate
}
