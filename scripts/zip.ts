import { crc32, deflateRawSync } from "node:zlib";
