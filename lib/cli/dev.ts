import { runProduct } from "@/lib/cli/run-product";

await runProduct("development");
