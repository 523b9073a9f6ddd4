//===- Held.h - The transfer function of held resources ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes, at each step and for each acquisition of the function, whether the resource may be held,
// whether it may be free, its names, and its owners.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_HELD_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_HELD_H

#include "analysis/steps/Steps.h"

#include <unordered_map>

namespace asyncsafe {

/// One resource at one point.  Default: not held.
struct Hold {
  bool MayBeHeld = false;
  bool MayBeFree = true;
  /// On some path it has no owner: only the function itself can release it.
  bool Raw = false;
  /// A call has released it unless it failed; these results tell, and no branch has tested them yet.
  PlaceSet Promised;
  Predicate IfPromised; ///< true of the result if it was released
  PlaceSet Names;       ///< places that denote the resource
  PlaceSet Results;     ///< places that hold the acquisition's result code
  PlaceSet Owners;      ///< objects whose destructor releases it

  void drop(); ///< the resource is no longer held
};

/// An acquisition whose resource is followed.
struct TrackedResource {
  const Step *Acquire = nullptr; ///< null: held at entry (for summaries)
  ResourceKind Kind = ResourceKind::Handle;
  PlaceId Where = NoPlace;
  std::optional<Predicate> Success;
};

/// What a step does to one hold.
enum class HoldChange : uint8_t { None, Acquired, Released, Promised, Adopted, HandedOver, Lost };

class HeldPass {
public:
  /// \p KeepOutParameters: a handle stored through a parameter is still followed, so that a summary can
  /// hand it to the caller.
  HeldPass(Steps &S, std::vector<TrackedResource> Resources, bool KeepOutParameters);

  /// The hold at the entry of the function.
  Hold atEntry(unsigned Resource) const;
  /// Applies \p Each to the hold of one resource.
  HoldChange transferOne(unsigned Resource, Hold &H, const Step &Each) const;
  bool followOne(unsigned Resource, Hold &H, const Edge &E) const;
  /// False: transferOne() would leave \p H unchanged and return None. Cheap.
  bool concerns(unsigned Resource, const Hold &H, const Step &Each) const;
  /// Before \p Each: the names that it creates anew stop denoting this resource. True if no name is
  /// left.
  bool renewed(unsigned Resource, Hold &H, const Step &Each) const;
  static bool joinOne(Hold &Into, const Hold &From);
  /// The resource is in a member that the destructor of the object under construction releases.
  bool isFreedByObject(const Hold &H) const;

  /// A cheap filter: bits for the root places of a step and of a hold. Without a common bit the step
  /// does nothing to the hold, unless it is the acquisition.
  using Roots = uint64_t;
  Roots rootsOf(const Hold &H) const;
  Roots rootsOf(BlockId B, unsigned Index) const { return StepRoots[B][Index]; }
  Roots rootsOf(ScopeId Scope) const { return ScopeRoots[Scope]; }

  /// The steps of a block at which a path can end: a return, a rethrow, a `throw`.
  const std::vector<unsigned> &ends(BlockId B) const { return Ends[B]; }

  const std::vector<TrackedResource> &resources() const { return Resources; }
  const Steps &steps() const { return S; }

private:
  HoldChange assign(unsigned Resource, Hold &H, PlaceId To, PlaceId From) const;
  /// \p Object, or a member of it, owns the resource.
  bool ownedWithin(const Hold &H, PlaceId Object) const;
  /// A handle stored at \p P still belongs to this function.
  bool staysOurs(PlaceId P) const;
  Roots bitOf(const Place &P) const;
  Roots bitOf(PlaceId P) const { return P == NoPlace ? 0 : bitOf(S.Places[P]); }
  Roots bitsOf(const Step &Each) const;

  Steps &S; ///< the place table grows as names are derived
  std::vector<TrackedResource> Resources;
  bool KeepOutParameters;
  std::vector<std::vector<Roots>> StepRoots; ///< by block
  std::vector<Roots> ScopeRoots;             ///< of what runs at each scope
  std::vector<std::vector<unsigned>> Ends;   ///< by block
  struct SymbolHash {
    size_t operator()(Symbol S) const { return S.hash(); }
  };
  mutable std::unordered_map<Symbol, unsigned, SymbolHash> Globals; ///< in the order in which they are met
};

/// A `throw`, or a call that never returns and surely raises.
bool raisesForSure(const Step &Each);

/// A count in an object of the function itself: it ends where the function is left.
bool endsInFunction(const Steps &S, const TrackedResource &R);
/// A count in an object of which nothing shows that it lives on where an exception leaves the function: it is
/// not global, is not reached from there, no other thread uses it, and no other code of the object that was
/// given asks for the count.
bool mayEndToo(const Steps &S, const TrackedResource &R);

/// Every Acquire step of \p S that is worth following. With \p AtEntry, also the places that the
/// function releases, as if held at entry.
std::vector<TrackedResource> trackedResources(const Steps &S, bool AtEntry);

} // namespace asyncsafe

#endif
