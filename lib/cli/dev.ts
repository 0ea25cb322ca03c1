import { runProduct } from "@/lib/cli/product/run-product";

await runProduct("development");
