// Construction and destruction of classes, half way and whole.
// RUN: %dump --stage=effects %s -- %mock -std=c++17 | FileCheck %s
struct Member { Member(int); ~Member(); };
struct Base { Base(); virtual ~Base(); };
int f(int);
void work();

struct Whole : Base {
  Member a, b;
  int n = f(3);
  Whole() : a(f(1)), b(f(2)) {
    work();
  }
// CHECK-LABEL: function Whole::Whole constructor{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] this = call this Base::Base() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary0 = call f(1) [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] this->a = call this->a Member::Member(temporary0) [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] temporary1 = call f(2) [scope 2]
// CHECK-NEXT:    [[#]]:[[#]] this->b = call this->b Member::Member(temporary1) [scope 2]
// CHECK-NEXT:    [[#]]:[[#]] temporary2 = call f(3) [scope 3]
// CHECK-NEXT:    [[#]]:[[#]] this->n := temporary2 [scope 3]
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 3]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: destroy this Base::~Base {nothrow}
// CHECK-NEXT:  scope 2 in 1: destroy this->a Member::~Member {nothrow}
// CHECK-NEXT:  scope 3 in 2: destroy this->b Member::~Member {nothrow}

  Whole(int) : Whole() {
    work();
  }
// CHECK-LABEL: function Whole::Whole constructor{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] this = call this Whole::Whole {body}() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 1]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: destroy this Whole::~Whole {nothrow body}

  ~Whole() {
    work();
  }
// CHECK-LABEL: function Whole::~Whole noexcept destructor{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 4]
// CHECK-NEXT:    [[#]]:[[#]] destroy this->b Member::~Member {nothrow} [scope 3]
// CHECK-NEXT:    [[#]]:[[#]] destroy this->a Member::~Member {nothrow} [scope 2]
// CHECK-NEXT:    [[#]]:[[#]] destroy this Base::~Base {nothrow} [scope 1]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: terminate
// CHECK-NEXT:  scope 2 in 1: destroy this Base::~Base {nothrow}
// CHECK-NEXT:  scope 3 in 2: destroy this->a Member::~Member {nothrow}
// CHECK-NEXT:  scope 4 in 3: destroy this->b Member::~Member {nothrow}

};

struct Implicit {
  Member m{1};
  Base b;
};

void uses() {
  Implicit i;
  work();
}
// CHECK-LABEL: function uses{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] i = call i Implicit::Implicit {body}() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] destroy i Implicit::~Implicit {nothrow body} [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: destroy i Implicit::~Implicit {nothrow body}

void heap(void *place) {
  Whole *w = new Whole(f(1));
  Base *b = w;
  delete b;
  delete w;
  Member *many = new Member[2]{1, 2};
  delete[] many;
}
// CHECK-LABEL: function heap{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] interrupt throw likely std::bad_alloc [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary4 = call f(1) [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] *temporary3 = call *temporary3 Whole::Whole {body}(temporary4) [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] acquire heap temporary3 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] w := temporary3 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] destroy *w Base::~Base {nothrow virtual} [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] release heap w [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] destroy *w Whole::~Whole {nothrow virtual body} [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] release heap w [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] interrupt throw likely std::bad_alloc [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] (*temporary5){{\[\*\]}} = call (*temporary5){{\[\*\]}} Member::Member(1) [scope 3]
// CHECK-NEXT:    [[#]]:[[#]] (*temporary5){{\[\*\]}} = call (*temporary5){{\[\*\]}} Member::Member(2) [scope 3]
// CHECK-NEXT:    [[#]]:[[#]] acquire array temporary5 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] many := temporary5 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] destroy many{{\[\*\]}} Member::~Member {nothrow} [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] release array many [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: cleanup operator delete {nothrow}(temporary3) on throw cancel interrupt suspend signal python
// CHECK-NEXT:  scope 2 in 0: cleanup operator delete[] {nothrow}(temporary5) on throw cancel interrupt suspend signal python
// CHECK-NEXT:  scope 3 in 2: destroy (*temporary5){{\[\*\]}} Member::~Member {nothrow} conditional

struct Guarded {
  Member m;
  Guarded() try : m(1) {
    work();
  } catch (int) {
    work();
  }
// CHECK-LABEL: function Guarded::Guarded constructor{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] this->m = call this->m Member::Member(1) [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 2]
// CHECK-NEXT:  B1:
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] rethrow [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: try catch(int)->B1
// CHECK-NEXT:  scope 2 in 1: destroy this->m Member::~Member {nothrow}

};

void arguments(Whole by_value);
Whole make();
void temporaries(bool c) {
  arguments(Whole());
  const Whole &extended = make();
  c ? arguments(Whole(1)) : work();
  work();
}
// CHECK-LABEL: function temporaries{{$}}
// CHECK-NEXT:  B0: ->B1(c!=0) ->B2(c==0)
// CHECK-NEXT:    [[#]]:[[#]] temporary6 = call temporary6 Whole::Whole {body}() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call arguments(temporary6) [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] destroy temporary6 Whole::~Whole {nothrow body} [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary7 = call make() [scope 0]
// CHECK-NEXT:  B1: ->B3
// CHECK-NEXT:    [[#]]:[[#]] temporary8 = call temporary8 Whole::Whole {body}(1) [scope 2]
// CHECK-NEXT:    [[#]]:[[#]] call arguments(temporary8) [scope 3]
// CHECK-NEXT:  B2: ->B3
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 2]
// CHECK-NEXT:  B3: ->B5 ->B4
// CHECK-NEXT:  B4: ->B5
// CHECK-NEXT:    [[#]]:[[#]] destroy temporary8 Whole::~Whole {nothrow body} [scope 2]
// CHECK-NEXT:  B5:
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 2]
// CHECK-NEXT:    [[#]]:[[#]] destroy temporary7 Whole::~Whole {nothrow body} [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: destroy temporary6 Whole::~Whole {nothrow body}
// CHECK-NEXT:  scope 2 in 0: destroy temporary7 Whole::~Whole {nothrow body}
// CHECK-NEXT:  scope 3 in 2: destroy temporary8 Whole::~Whole {nothrow body}

Whole named() {
  Whole w;
  work();
  return w;
}
// CHECK-LABEL: function named{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] w = call w Whole::Whole {body}() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] return w [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: destroy w Whole::~Whole {nothrow body}
// CHECK-LABEL: function Implicit::~Implicit noexcept destructor{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] destroy this->b Base::~Base {nothrow} [scope 2]
// CHECK-NEXT:    [[#]]:[[#]] destroy this->m Member::~Member {nothrow} [scope 1]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: terminate
// CHECK-NEXT:  scope 2 in 1: destroy this->m Member::~Member {nothrow}
// CHECK-LABEL: function Implicit::Implicit constructor{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] this->m = call this->m Member::Member(1) [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] this->b = call this->b Base::Base() [scope 1]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: destroy this->m Member::~Member {nothrow}
