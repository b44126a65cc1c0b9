import type { EngineWorld } from './world.ts'
export async function bpmnEnginePerSecond(_world: EngineWorld, _ms: number): Promise<number> {
  return Number.NaN
}
