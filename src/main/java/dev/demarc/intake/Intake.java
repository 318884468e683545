package dev.demarc.intake;

import dev.demarc.intake.blobs.BlobLocation;
import dev.demarc.intake.blobs.BlobStores;
import dev.demarc.shared.Commit;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes evidence in: when {@link #receive} returns, the report, its bytes and its place in the
 * {@link FilingQueue} are on disk. Nothing is read or judged here.
 */
@ApplicationScoped
public class Intake {

  /** 25 MiB: what the API and the SMTP listener take at most. */
  public static final int MAX_BYTES = 25 * 1024 * 1024;

  private final ReportCommits commits;
  private final Reports reports;
  private final BlobStores places;
  private final BlobRemovals removals;
  private final DiskSpace disk;

  Intake(
      ReportCommits commits,
      Reports reports,
      BlobStores places,
      BlobRemovals removals,
      DiskSpace disk) {
    this.commits = commits;
    this.reports = reports;
    this.places = places;
    this.removals = removals;
    this.disk = disk;
  }

  /**
   * For callers who would only then ask for a report.
   *
   * @throws OutOfSpace where none is taken
   */
  public void requireSpace() {
    disk.require();
  }

  /**
   * Stores one report, or recognises that it is here already.
   *
   * @throws Problem TOO_LARGE past {@link #MAX_BYTES}; CONFLICT where an idempotency key comes
   *     again with another body; UNAVAILABLE where the database or the store for its bytes is away
   *     and nothing was stored, or as {@link OutOfSpace}; OUTCOME_UNKNOWN where the database went
   *     away at the commit
   */
  public Receipt receive(Delivery delivery) {
    var pending = Commit.beforeStoring(() -> prepare(delivery));
    return commits.commit(pending);
  }

  /**
   * The first half of {@link #receive}, for callers with a transaction of their own: its bytes are
   * kept where they go, unless that is the database. Call it before that transaction, which must
   * not keep a connection while a network is slow; {@link #enter} then belongs into it. Bytes that
   * are never entered go away by themselves.
   */
  public PendingReport prepare(Delivery delivery) {
    if (delivery.raw().length > MAX_BYTES) {
      throw new Problem(
          ProblemType.TOO_LARGE, "A report may have at most " + MAX_BYTES + " bytes (25 MiB).");
    }
    disk.require();
    var id = Ids.next();
    var place = places.forNew();
    if (place != BlobLocation.DATABASE) {
      removals.expect(List.of(id));
      places.at(place).put(id, delivery.raw());
    }
    return new PendingReport(id, delivery, place);
  }

  /** The second half of {@link #receive}. */
  public Receipt register(PendingReport pending) {
    return commits.register(pending);
  }

  /**
   * Stores many reports at once, all of them or none, and leaves their filing to the worker. Where
   * the batch has an idempotency key, each of its reports is known by the key and its place, so
   * that a body that was taken in half before a crash is completed by its repeat.
   *
   * @return a receipt for each report, in order
   * @throws Problem CONFLICT where an idempotency key comes again with another body; UNAVAILABLE
   *     where the database or the store for their bytes is away and none was stored, or as {@link
   *     OutOfSpace}; OUTCOME_UNKNOWN where the database went away at the commit
   */
  public List<Receipt> receive(Batch batch) {
    if (batch.deliveries().isEmpty()) {
      return List.of();
    }
    disk.require();
    var ids = batch.deliveries().stream().map(delivery -> Ids.next()).toList();
    var place = places.forNew();
    if (place != BlobLocation.DATABASE) {
      Commit.beforeStoring(
          () -> {
            removals.expect(ids);
            return ids;
          });
      var raw = new LinkedHashMap<UUID, byte[]>();
      for (int i = 0; i < ids.size(); i++) {
        raw.put(ids.get(i), batch.deliveries().get(i).raw());
      }
      places.at(place).putAll(raw);
    }
    return commits.commit(ids, batch, place);
  }

  @Transactional
  public Optional<StoredReport> find(UUID id) {
    return reports.findByIdOptional(id).map(Report::toStored);
  }

  /**
   * The exact bytes that were received, checked against the digest that was taken then.
   *
   * @return empty where there is no such report
   * @throws Problem UNAVAILABLE where their store is away; INTERNAL where they are lost or others
   */
  public Optional<byte[]> raw(UUID id) {
    // they may be moved between the question where they are and the reading: then once more
    for (int attempt = 0; attempt < 2; attempt++) {
      var where = reports.whereabouts(id);
      if (where.isEmpty()) {
        return Optional.empty();
      }
      var bytes = places.at(where.get().place()).get(id);
      if (bytes.isPresent()) {
        return Optional.of(intact(id, bytes.get(), where.get()));
      }
    }
    throw new Problem(
        ProblemType.INTERNAL,
        "The bytes of report " + id + " are missing; restore them from a backup.");
  }

  /**
   * The SHA-256 of the bytes of each report as they were received, in hexadecimal.
   *
   * @param ids at most a page of them
   */
  @Transactional
  public Map<UUID, String> digests(List<UUID> ids) {
    return reports.digests(ids);
  }

  private static byte[] intact(UUID id, byte[] bytes, Reports.Whereabouts where) {
    if (!MessageDigest.isEqual(Sha256.of(bytes), where.digest())) {
      throw new Problem(
          ProblemType.INTERNAL,
          "The bytes of report "
              + id
              + " in the "
              + where.place().slug()
              + " are not those that were received; restore them from a backup.");
    }
    return bytes;
  }

  /** Whether there are made-up reports here. */
  @Transactional
  public boolean hasSamples() {
    return reports.find("sample", true).page(0, 1).firstResultOptional().isPresent();
  }

  /**
   * Removes these made-up reports; a report that somebody sent is never removed. Whoever calls this
   * holds their filing.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void removeSamples(List<UUID> ids) {
    if (!ids.isEmpty()) {
      var stored = reports.samplesIn(BlobLocation.S3, ids);
      reports.delete("sample = true and id in ?1", ids);
      removals.soon(stored);
    }
  }
}
