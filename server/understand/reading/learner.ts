import type { CompetitorName } from './competitor.ts';
import { competitorsOf } from './competitor.ts';
import type { Lesson } from './lesson.ts';
import { read, type Reading } from './reading.ts';
import type { ReasonModel } from './reason-model.ts';

/** What people of the company have taught, and which of it this is. */
export interface Taught {
  version: string;
  lessons: Lesson[];
}

export interface Asked {
  texts: string[];
  competitors: CompetitorName[];
  taught: Taught | null;
}

/** Reads for one company: knows what every company's reader knows, and what its own people taught it. */
export class Learner {
  #taught: { version: string; model: ReasonModel } | null = null;

  constructor(
    private readonly base: ReasonModel,
    /** Lessons of the base that are repeated with those of the company. */
    private readonly repeated: Lesson[],
  ) {}

  read({ texts, competitors, taught }: Asked): Reading[] {
    const model = this.#modelFor(taught);
    const named = competitorsOf(competitors);
    return texts.map((text) => read(text, model, named));
  }

  #modelFor(taught: Taught | null): ReasonModel {
    if (!taught || taught.lessons.length === 0) return this.base;
    if (this.#taught?.version !== taught.version)
      this.#taught = {
        version: taught.version,
        model: this.base.taught(taught.lessons, this.repeated),
      };
    return this.#taught.model;
  }
}
