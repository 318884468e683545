package dev.demarc.triage;

import dev.demarc.casework.filing.SetAsideReports;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.UUID;

/** Reports that were filed without a case, until a person puts them on one. */
@ApplicationScoped
class HandJoinedReports implements SetAsideReports {

  private final Filings filings;
  private final Clock clock;

  HandJoinedReports(Filings filings, Clock clock) {
    this.filings = filings;
    this.clock = clock;
  }

  @Override
  public boolean isThere(UUID reportId) {
    return filings.findById(reportId) != null;
  }

  @Override
  public boolean join(UUID reportId) {
    var filing = filings.findById(reportId, LockModeType.PESSIMISTIC_WRITE);
    if (filing != null) {
      // it was read unlocked before
      filings.getEntityManager().refresh(filing);
    }
    if (filing == null || filing.status != FilingStatus.FILED || filing.setAside == null) {
      return false;
    }
    filing.setAside = null;
    filing.joined = true;
    filing.updatedAt = clock.instant();
    return true;
  }
}
