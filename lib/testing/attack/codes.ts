import { floodAtRate } from "./flood";
import { pick, type Scene, upTo } from "./scene";

const PER_SECOND = 100;
const SIGNS = [..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"];
const LENGTH = 16;

/** Sends wrong activation codes of the right form. */
export function floodCodes(from: "office" | "elsewhere") {
  return async (scene: Scene): Promise<void> => {
    const { job, random } = scene;
    const addresses = from === "office" ? [job.office] : job.elsewhere;
    await floodAtRate(scene, PER_SECOND, async (n) => {
      const code = upTo(LENGTH)
        .map(() => pick(SIGNS, random))
        .join("");
      const reply = await scene.send(addresses[n % addresses.length] ?? "", {
        method: "POST",
        path: "/api/activation",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "sec-fetch-site": "same-origin",
        },
        body: new URLSearchParams({ code }).toString(),
      });
      scene.note(reply, "a code");
    });
  };
}
