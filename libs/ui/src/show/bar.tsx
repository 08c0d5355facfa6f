/** A bar as wide as a share (0 to 1) of the room it has. Drawn: a width in a style attribute would need a policy that lets any style in. */
export const Bar = ({ share }: { share: number }) => <svg className="bar" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true"><rect width={Math.min(1, Math.max(0, share))} height="1" /></svg>;
