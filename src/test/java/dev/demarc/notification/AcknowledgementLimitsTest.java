package dev.demarc.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import dev.demarc.shared.EmailAddress;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many acknowledgements leave in a day. */
@DemarcTest
class AcknowledgementLimitsTest {

  private static final AtomicInteger DAYS = new AtomicInteger(1);

  /** 20 to one address, 2 where nobody answered from it, 4 to a domain, 5 unproved, 7 in all. */
  private static final MailSettings FEW = new Few();

  @Inject EntityManager database;

  private Instant day;

  /** A day that no other test counts on. */
  @BeforeEach
  void takeADay() {
    day = Instant.parse("2040-01-01T12:00:00Z").plus(Duration.ofDays(DAYS.getAndAdd(3)));
  }

  private Optional<String> count(String address, boolean proved) {
    var limits = new AcknowledgementLimits(FEW, database, Clock.fixed(day, ZoneOffset.UTC));
    return QuarkusTransaction.requiringNew()
        .call(() -> limits.count(EmailAddress.of(address).orElseThrow(), proved));
  }

  @Test
  void spellings_of_one_mailbox_are_counted_together() {
    assertThat(count("victim@X.example", false)).isEmpty();
    assertThat(count("VICTIM@x.example", false)).isEmpty();
    assertThat(count("Victim@x.example", false)).isPresent();
    assertThat(count("victim+1@x.example", false)).isPresent();
    assertThat(count("vic.tim@x.example", false)).isPresent();
  }

  @Test
  void spellings_of_one_international_domain_are_counted_together() {
    assertThat(count("v@bücher.example", false)).isEmpty();
    assertThat(count("v@xn--bcher-kva.example", false)).isEmpty();
    assertThat(count("v@BÜCHER.example", false)).isPresent();
  }

  @Test
  void an_address_that_somebody_answered_from_may_get_more() {
    for (int i = 0; i < 4; i++) {
      assertThat(count("known@x.example", true)).isEmpty();
    }
  }

  @Test
  void a_domain_has_a_limit_with_all_below_it() {
    for (int i = 0; i < 4; i++) {
      assertThat(count("v" + i + "@s" + i + ".harbour.example", true)).isEmpty();
    }
    assertThat(count("w@other.harbour.example", true)).hasValue("4 a day to one domain");
    assertThat(count("w@y.example", true)).isEmpty();
  }

  @Test
  void addresses_that_nobody_answered_from_have_a_limit_together() {
    for (int i = 0; i < 5; i++) {
      assertThat(count("v@x" + i + ".example", false)).isEmpty();
    }
    assertThat(count("v@y.example", false)).isPresent();
    assertThat(count("known@y.example", true)).isEmpty();
  }

  @Test
  void all_have_a_limit_and_the_next_day_begins_anew() {
    for (int i = 0; i < 7; i++) {
      assertThat(count("v@x" + i + ".example", true)).isEmpty();
    }
    assertThat(count("v@y.example", true)).hasValue("7 a day in all");
    day = day.plus(Duration.ofDays(1));
    assertThat(count("v@y.example", true)).isEmpty();
  }

  private record Few() implements MailSettings {

    @Override
    public Optional<Set<String>> unacknowledged() {
      return Optional.empty();
    }

    @Override
    public java.time.Duration undoDelay() {
      return java.time.Duration.ZERO;
    }

    @Override
    public String from() {
      return "demarc@demarc.example";
    }

    @Override
    public boolean subAddressing() {
      return true;
    }

    @Override
    public Optional<Set<String>> authservIds() {
      return Optional.empty();
    }

    @Override
    public Optional<Set<String>> ownRelays() {
      return Optional.empty();
    }

    @Override
    public Optional<Set<String>> vouchingKeys() {
      return Optional.empty();
    }

    @Override
    public int foldAfter() {
      return 0;
    }

    @Override
    public java.time.Duration foldWindow() {
      return java.time.Duration.ZERO;
    }

    @Override
    public int acknowledgementsPerDay() {
      return 20;
    }

    @Override
    public int acknowledgementsPerUnprovedAddress() {
      return 2;
    }

    @Override
    public int acknowledgementsPerDomain() {
      return 4;
    }

    @Override
    public int acknowledgementsUnproved() {
      return 5;
    }

    @Override
    public int acknowledgementsInAll() {
      return 7;
    }
  }
}
