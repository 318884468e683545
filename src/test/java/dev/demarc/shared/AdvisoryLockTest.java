package dev.demarc.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.demarc.DemarcTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@DemarcTest
class AdvisoryLockTest {

  @Inject EntityManager database;

  private final String one = UUID.randomUUID().toString();
  private final String other = UUID.randomUUID().toString();

  @Test
  void a_thing_has_one_holder_until_its_transaction_ends() throws Exception {
    var held = new CountDownLatch(1);
    var order = new AtomicInteger();
    var first =
        CompletableFuture.supplyAsync(
            () ->
                QuarkusTransaction.requiringNew()
                    .call(
                        () -> {
                          AdvisoryLock.SUBJECT.take(database, one);
                          held.countDown();
                          database
                              .createNativeQuery("select cast(pg_sleep(0.3) as text)")
                              .getSingleResult();
                          return order.incrementAndGet();
                        }));
    assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
    var second =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  AdvisoryLock.SUBJECT.takeAll(database, List.of(other, one));
                  return order.incrementAndGet();
                });
    assertThat(first.join()).isEqualTo(1);
    assertThat(second).isEqualTo(2);
  }

  @Test
  void two_that_take_the_same_things_in_opposite_order_never_wait_in_a_circle() {
    var forth = CompletableFuture.runAsync(() -> takeOften(List.of(one, other)));
    var back = CompletableFuture.runAsync(() -> takeOften(List.of(other, one)));
    assertThatCode(() -> CompletableFuture.allOf(forth, back).join()).doesNotThrowAnyException();
  }

  private void takeOften(List<String> things) {
    for (int i = 0; i < 50; i++) {
      QuarkusTransaction.requiringNew().run(() -> AdvisoryLock.SUBJECT.takeAll(database, things));
    }
  }

  @Test
  void things_of_one_name_and_two_kinds_do_not_wait_for_each_other() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              AdvisoryLock.SUBJECT.take(database, one);
              assertThatCode(
                      () ->
                          QuarkusTransaction.requiringNew()
                              .run(() -> AdvisoryLock.DELIVERY.take(database, one)))
                  .doesNotThrowAnyException();
            });
  }
}
