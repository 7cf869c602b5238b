package orderbakery.config;

import static orderbakery.config.InvalidSettings.require;

import java.time.Duration;
import java.util.List;
import org.springframework.util.unit.DataSize;

/**
 * Files of entities.
 *
 * @param store where their bytes are kept: {@code folder} or {@code s3}
 * @param sizeLimit of one file
 * @param keep how long the bytes of a file are kept after it was detached, or its entity deleted
 */
record FilesSettings(String store, DataSize sizeLimit, Duration keep) {
  /** The stores that there are. */
  static final List<String> STORES = List.of("folder", "s3");

  FilesSettings {
    require(
        STORES.contains(store), "bakery.files.store must be one of " + STORES + ", not " + store);
    require(
        sizeLimit.toBytes() >= 1024 && sizeLimit.toGigabytes() < 1,
        "bakery.files.size-limit must be 1KB to 1023MB, not " + sizeLimit);
    require(!keep.isNegative(), "bakery.files.keep must be 0 or more, not " + keep);
  }
}
