import type { Implementation, Method } from "../port/implementation.ts";
import { PortError } from "../port/port-error.ts";
import { isProfile, profileNames } from "../port/profile.ts";
import { claimedCapabilities } from "./claims.ts";
import { conformingParts, type Parts } from "./parts.ts";
import type { Handshake, Params, Result } from "./port-types.ts";
import { applyRequest, isWorldMethod, POINTS, type WorldMethod } from "./requests.ts";
import { type RunControl, run } from "./run.ts";
import { REFERENCE_VERSION } from "./version.ts";
import { World } from "./world.ts";

/** The protocol version that the reference speaks. */
export const PROTOCOL_VERSION = 1;

type Handlers = { readonly [M in Exclude<Method, WorldMethod>]: (params: Params<M>) => Result<M> | Promise<Result<M>> };

/** The reference implementation behind the port. Deterministic; one world at a time. */
export class Reference implements Implementation {
  private world: World | undefined;

  /** @param control - who is told how long runs go, and may end them */
  constructor(
    private readonly parts: Parts = conformingParts,
    private readonly control: RunControl = {},
  ) {}

  async request<M extends Method>(method: M, params: Params<M>): Promise<Result<M>> {
    if (isWorldMethod(method)) return applyRequest(this.current, method, params as never) as Result<M>;
    const handle = this.handlers[method as Exclude<Method, WorldMethod>] as (
      params: Params<M>,
    ) => Result<M> | Promise<Result<M>>;
    return handle(params);
  }

  async close(): Promise<void> {
    this.world = undefined;
  }

  private readonly handlers: Handlers = {
    initialize: () => this.handshake(),
    reset: ({ profile, arch, locks }) => {
      if (!isProfile(profile)) throw new PortError("invalid", `unknown profile ${profile}`);
      this.world = new World(this.parts, profile, arch);
      this.world.machine.kernel.showsLocks = locks === true;
      return {};
    },
    run: (params) => run(this.parts, params, this.control),
    shutdown: () => ({}),
  };

  private get current(): World {
    if (this.world === undefined) throw new PortError("invalid", "there is no world: send reset first");
    return this.world;
  }

  private handshake(): Handshake {
    return {
      protocol: PROTOCOL_VERSION,
      implementation: { name: "mmuspec reference", version: REFERENCE_VERSION, language: "TypeScript" },
      profiles: [...profileNames],
      capabilities: claimedCapabilities(),
      points: [...POINTS],
      run: ["every", "states", "random", "replay"],
      settle: "exact",
    };
  }
}
