package dev.demarc.intake.smtp;

import dev.demarc.intake.Intake;
import dev.demarc.shared.CallerNetwork;
import dev.demarc.shared.NetworkList;
import dev.demarc.shared.TokenBuckets;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.WithDefault;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * How many mails and bytes come over SMTP: anybody may send, so without a bound one sender fills
 * the disk and the queues of people. Counted on each node, by client address and in all. What a
 * mail may hold is taken before its first byte, and given back once its size is known.
 */
public final class MailQuota {

  /** 0 for no limit, in each. */
  public interface Settings {
    @WithDefault("60")
    int mailsPerMinuteOfOneAddress();

    @WithDefault("600")
    int mailsPerHourOfOneAddress();

    /** In MiB. */
    @WithDefault("500")
    int megabytesPerHourOfOneAddress();

    @WithDefault("1200")
    int mailsPerMinute();

    /** In MiB. */
    @WithDefault("10240")
    int megabytesPerHour();

    /** Of hosts that pass other people's mail on; they count neither by address nor in all. */
    @WithDefault("127.0.0.0/8,::1")
    Set<String> relays();
  }

  private static final long MEGABYTE = 1024 * 1024;
  private static final String ALL = "all";

  private final List<Bound> bounds;
  private final NetworkList relays;

  public MailQuota(Settings settings, LongSupplier nanos) {
    bounds =
        List.of(
            mails("address", TimeUnit.MINUTES, settings.mailsPerMinuteOfOneAddress(), nanos),
            mails("address", TimeUnit.HOURS, settings.mailsPerHourOfOneAddress(), nanos),
            bytes("address", settings.megabytesPerHourOfOneAddress(), nanos),
            mails(ALL, TimeUnit.MINUTES, settings.mailsPerMinute(), nanos),
            bytes(ALL, settings.megabytesPerHour(), nanos));
    relays = networks(settings.relays());
    bounds.forEach(bound -> bound.refused(0));
  }

  private static Bound mails(String of, TimeUnit time, int most, LongSupplier nanos) {
    return new Bound(of, "mails", TokenBuckets.per(time, most, nanos));
  }

  /** At least one mail of the largest size fits, or it could never be taken. */
  private static Bound bytes(String of, int megabytes, LongSupplier nanos) {
    long most = megabytes <= 0 ? 0 : Math.max(megabytes * MEGABYTE, Intake.MAX_BYTES);
    return new Bound(of, "bytes", TokenBuckets.per(TimeUnit.HOURS, most, nanos));
  }

  private static NetworkList networks(Collection<String> typed) {
    try {
      return NetworkList.of(typed);
    } catch (IllegalArgumentException wrong) {
      throw new ConfigurationException("demarc.smtp.quota.relays: " + wrong.getMessage());
    }
  }

  /**
   * @param announced bytes, as the sender says; negative where it says nothing
   */
  public Permit admit(InetAddress client, long announced) {
    if (relays.contains(CallerNetwork.plain(client))) {
      return new Permit(List.of(), "", 0, 0);
    }
    var sender = CallerNetwork.of(client);
    long reserved = announced < 0 ? Intake.MAX_BYTES : Math.min(announced, Intake.MAX_BYTES);
    for (int i = 0; i < bounds.size(); i++) {
      long wait = bounds.get(i).take(sender, reserved);
      if (wait > 0) {
        bounds.get(i).refused(1);
        bounds.subList(0, i).forEach(taken -> taken.giveBack(sender, reserved));
        return new Permit(List.of(bounds.get(i)), sender, reserved, wait);
      }
    }
    return new Permit(bounds, sender, reserved, 0);
  }

  private record Bound(String of, String what, TokenBuckets buckets) {

    long take(String sender, long bytes) {
      return buckets.take(counted(sender), cost(bytes));
    }

    void giveBack(String sender, long bytes) {
      buckets.settle(counted(sender), -cost(bytes));
    }

    public void settle(String sender, long reserved, long came) {
      if (what.equals("bytes")) {
        buckets.settle(counted(sender), came - reserved);
      }
    }

    private String counted(String sender) {
      return of.equals(ALL) ? ALL : sender;
    }

    private long cost(long bytes) {
      return what.equals("bytes") ? bytes : 1;
    }

    void refused(int more) {
      Metrics.counter("demarc.smtp.deferred", "of", of, "what", what).increment(more);
    }

    String complaint() {
      return of.equals(ALL)
          ? "Demarc takes no more mail for now"
          : "Too many " + what + " of mail from your address";
    }
  }

  /** What a sender was granted for one mail, or for how long it has to wait. */
  public static final class Permit {
    private final List<Bound> bounds;
    private final String sender;
    private final long reserved;
    private final long wait;
    private final AtomicBoolean settled = new AtomicBoolean();

    private Permit(List<Bound> bounds, String sender, long reserved, long wait) {
      this.bounds = bounds;
      this.sender = sender;
      this.reserved = reserved;
      this.wait = wait;
    }

    public boolean isGranted() {
      return wait == 0;
    }

    /** What a sender is told that has to wait. */
    public String refusal() {
      long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(wait + 999_999_999));
      return "450 4.7.1 "
          + bounds.get(0).complaint().replace("mails of mail", "mails")
          + "; try again in "
          + seconds
          + " s";
    }

    /** Harmless when called again. */
    public void settle(long came) {
      if (isGranted() && settled.compareAndSet(false, true)) {
        bounds.forEach(bound -> bound.settle(sender, reserved, came));
      }
    }
  }
}
