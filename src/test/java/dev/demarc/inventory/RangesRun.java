package dev.demarc.inventory;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Times the search for an address's range beside a look at every published range. */
public final class RangesRun {

  private static final int ROUNDS = 2_000_000;
  private static final int SLOW_ROUNDS = 200;

  private RangesRun() {}

  public static void main(String[] args) {
    var ranges = AwsRanges.shipped();
    var addresses = addresses();
    time(ranges, addresses, ROUNDS);
    double fast = time(ranges, addresses, ROUNDS);

    var blocks = blocks(ranges, addresses);
    long start = System.nanoTime();
    int found = 0;
    for (int i = 0; i < SLOW_ROUNDS; i++) {
      var address = new IPAddressString(addresses.get(i)).getAddress();
      for (IPAddress block : blocks) {
        found += block.contains(address) ? 1 : 0;
      }
    }
    double slow = (double) (System.nanoTime() - start) / SLOW_ROUNDS;
    System.out.printf(
        "%.0f ns an address, text included; a look at %d ranges takes %.0f times as long (%d hits)%n",
        fast, blocks.size(), slow / fast, found);
  }

  private static List<String> addresses() {
    var random = new Random(1);
    var addresses = new ArrayList<String>();
    for (int i = 0; i < 10_000; i++) {
      addresses.add(
          (random.nextBoolean() ? "3." : "54.")
              + random.nextInt(256)
              + "."
              + random.nextInt(256)
              + "."
              + random.nextInt(256));
    }
    return addresses;
  }

  private static List<IPAddress> blocks(AwsRanges ranges, List<String> addresses) {
    return addresses.stream()
        .flatMap(a -> ranges.rangeOf(a).stream())
        .map(r -> new IPAddressString(r.prefix()).getAddress())
        .toList();
  }

  private static double time(AwsRanges ranges, List<String> addresses, int rounds) {
    long start = System.nanoTime();
    int found = 0;
    for (int i = 0; i < rounds; i++) {
      found += ranges.rangeOf(addresses.get(i % addresses.size())).isPresent() ? 1 : 0;
    }
    if (found == 0) {
      throw new IllegalStateException("nothing was found");
    }
    return (double) (System.nanoTime() - start) / rounds;
  }
}
